import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { type MetadataSketch, schemaSource } from "../../../tests/support/schema-source.ts";
import {
  applyPlan,
  createOrganizationSchema,
  dropOrganizationSchema,
  loadRevision,
  type OrganizationRef,
  previewPlan,
  readCatalog,
  sql,
} from "../index.ts";

let database: TestDatabase;
let organization: OrganizationRef;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  organization = await createOrganizationSchema(database.db, { slug: "apply-plan-test" });
});
afterEach(() => dropOrganizationSchema(database.db, organization));

const LIBRARY: MetadataSketch = {
  doctypes: {
    author: { fields: { name: { type: "text", required: true, unique: true } }, search: ["name"] },
    book: {
      lifecycle: "submittable",
      number: { series: "B-{0000}", on: "submit" },
      search: ["title"],
      indexes: { by_year: ["genre", "published"] },
      unique: { edition: ["title", "published"] },
      fields: {
        title: { type: "text", required: true, index: true },
        author: { type: "link", to: "author" },
        genre: { type: "choice", options: { novel: {}, poem: {}, "it's": {} } },
        languages: { type: "multi_choice", options: { fr: {}, en: {} } },
        published: { type: "date" },
        price: { type: "money" },
        weight: { type: "decimal", precision: 10, scale: 3 },
        pages: { type: "integer" },
        stars: { type: "rating" },
        read_at: { type: "datetime" },
        opens: { type: "time" },
        length: { type: "duration" },
        lent: { type: "boolean" },
        place: { type: "geolocation" },
        extra: { type: "json", index: true },
        words: { type: "tags", index: true },
        cover: { type: "image" },
        about: { type: "dynamic_link", to: ["author", "book"] },
        chapters: { type: "table", of: "chapter" },
        age: { type: "computed", result: "integer" },
      },
    },
    chapter: {
      kind: "child",
      fields: { heading: { type: "text", required: true, unique: true }, editor: { type: "link", to: "author" } },
    },
    library: { kind: "single", fields: { city: { type: "text" } } },
  },
  ledgers: {
    loans: {
      dimensions: {
        book: { type: "link", to: "book", required: true },
        reader: { type: "text", index: true },
        source: { type: "dynamic_link", to: ["book", "author"] },
      },
      measures: { out: { type: "quantity" }, back: { type: "quantity" }, copies: { type: "integer" } },
      invariants: {
        balanced: { equal: ["out", "back"] },
        available: { measure: "copies", min: "0", per: ["book", "source"] },
      },
      rollup: { by: ["book", "reader"] },
    },
  },
};

const apply = (sketch: MetadataSketch, options = {}) =>
  applyPlan(database.db, organization, schemaSource(sketch), options);
const catalog = () => database.db.read(null, (c) => readCatalog(c, organization.schema));
const run = (...statements: string[]) =>
  database.db.transaction(organization, async (tx) => {
    for (const text of statements) await tx.query({ text, values: [] });
  });
const rows = (text: string) => database.db.read(organization, (c) => c.query({ text, values: [] }));

describe("applyPlan", () => {
  test("an empty organization gets every table, and a second application plans nothing", async () => {
    const source = schemaSource(LIBRARY);
    const applied = await applyPlan(database.db, organization, source);
    expect(applied.steps.length).toBeGreaterThan(20);
    expect(applied.revision).toBe(1);
    const again = await previewPlan(database.db, organization, source);
    expect(again.steps).toEqual([]);
    const second = await applyPlan(database.db, organization, source);
    expect(second.revision).toBe(1);
  });

  test("columns have the types of their fields", async () => {
    await apply(LIBRARY);
    const book = (await catalog()).tables.get("book")!;
    expect(Object.fromEntries(book.columns.map(({ name, type }) => [name, type]))).toEqual({
      id: "uuid",
      version: "integer",
      docstatus: "text",
      number: "text",
      amended_from: "uuid",
      created_at: "timestamp with time zone",
      created_by: "uuid",
      updated_at: "timestamp with time zone",
      updated_by: "uuid",
      search_text: "text",
      title: "text",
      author: "uuid",
      genre: "text",
      languages: "text[]",
      published: "date",
      price: "numeric",
      weight: "numeric(10,3)",
      pages: "bigint",
      stars: "integer",
      read_at: "timestamp with time zone",
      opens: "time without time zone",
      length: "bigint",
      lent: "boolean",
      place: "jsonb",
      extra: "jsonb",
      words: "text[]",
      cover: "uuid",
      about: "uuid",
      about_type: "text",
    });
  });
});
