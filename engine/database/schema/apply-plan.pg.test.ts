import { describe, expect, test } from "@jest/globals";
import { type FieldSketch, type MetadataSketch, schemaSource } from "../../../tests/support/schema-source.ts";
import { openSchemaWorkshop } from "../../../tests/support/schema-workshop.ts";
import { applyPlan, loadRevision, previewPlan } from "../index.ts";

const workshop = openSchemaWorkshop("apply-plan-test");
const { apply, preview, catalog, run, runAsOwner, rows } = workshop;

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

const BOOK: MetadataSketch = { doctypes: { book: { fields: { title: { type: "text" } } } } };
const insertBook = (title: string) =>
  `insert into book (id, version, created_at, updated_at, title) values (gen_random_uuid(), 1, now(), now(), '${title}')`;

describe("applyPlan", () => {
  test("an empty organization gets every table, and a second application plans nothing", async () => {
    const source = schemaSource(LIBRARY);
    const applied = await applyPlan(workshop.db, workshop.organization, source);
    expect(applied.steps.length).toBeGreaterThan(20);
    expect(applied.revision).toBe(1);
    const again = await previewPlan(workshop.db, workshop.organization, source);
    expect(again.steps).toEqual([]);
    expect((await applyPlan(workshop.db, workshop.organization, source)).revision).toBe(1);
  });

  test("columns have the types of their fields", async () => {
    await apply(LIBRARY);
    const book = (await catalog()).tables.get("book");
    expect(Object.fromEntries(book?.columns.map(({ name, type }) => [name, type]) ?? [])).toEqual({
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

  test("options and targets in another order change nothing in the tables", async () => {
    const turned = (options: object, to: readonly string[]): MetadataSketch => ({
      doctypes: {
        book: {
          fields: {
            genre: { type: "choice", options },
            genres: { type: "multi_choice", options },
            about: { type: "dynamic_link", to },
          },
        },
      },
      ledgers: {
        loans: { dimensions: { genre: { type: "choice", options } }, measures: { out: { type: "quantity" } } },
      },
    });
    await apply(turned({ novel: {}, poem: {}, essay: {} }, ["book", "book2"]));
    const { steps } = await preview(turned({ poem: {}, essay: {}, novel: {} }, ["book2", "book"]));
    expect(steps).toEqual([]);
    expect((await preview(turned({ poem: {}, essay: {} }, ["book"]))).steps).not.toEqual([]);
  });

  test("a value that no index has room for is refused by name, when written and when the index comes later", async () => {
    const link: FieldSketch = { type: "url", unique: true };
    const insertLong = (parts: number) =>
      `insert into book (id, version, created_at, updated_at, link) select gen_random_uuid(), 1, now(), now(),
        string_agg(md5(n::text), '') from generate_series(1, ${parts}) as n`;
    const refusal = { code: "VALUE_TOO_LONG_TO_INDEX", pointer: "/link", params: { field: "link" } };
    const withLink = (field: FieldSketch): MetadataSketch => ({ doctypes: { book: { fields: { link: field } } } });
    await apply(withLink(link));
    await expect(run(insertLong(100))).rejects.toMatchObject(refusal);
    await expect(run(insertLong(400))).rejects.toMatchObject({ code: "VALUE_TOO_LONG_TO_INDEX" });
    await apply(withLink({ type: "url" }));
    await run(insertLong(100));
    await expect(apply(withLink(link))).rejects.toMatchObject(refusal);
  });

  test("the same metadata always gives the same steps in the same order", async () => {
    const [first, second] = [await preview(LIBRARY), await preview(LIBRARY)];
    expect(first.steps).toEqual(second.steps);
  });

  test("every step that adds something can be undone by its inverse", async () => {
    const before = await catalog();
    const { steps } = await apply(LIBRARY);
    const inverses = steps.toReversed().flatMap((step) => step.inverse ?? []);
    await runAsOwner(...inverses);
    expect(await catalog()).toEqual(before);
  });

  test("the revision keeps hash, patches, steps, author and reason", async () => {
    const author = "00000000-0000-7000-8000-0000000000aa";
    const applied = await apply(BOOK, { layers: [{ name: "ours", patches: {} }], author, reason: "first books" });
    const [revision] = await rows("select * from metadata_revision");
    expect(revision).toMatchObject({
      revision: "1",
      registry_hash: applied.registryHash,
      layers: [{ name: "ours", patches: {} }],
      created_by: author,
      reason: "first books",
    });
    expect(revision?.["steps"]).toEqual(JSON.parse(JSON.stringify(applied.steps)));
    const stored = await workshop.db.read(null, (c) => loadRevision(c, workshop.organization));
    expect(stored).toMatchObject({ revision: 1, registryHash: applied.registryHash });
  });

  test("metadata that changes no table still makes a revision, and keeps the patches it is not given", async () => {
    await apply(BOOK, { layers: ["patch"] });
    const second = await apply(BOOK);
    expect(second).toMatchObject({ revision: 2, steps: [] });
    const stored = await workshop.db.read(null, (c) => loadRevision(c, workshop.organization));
    expect(stored.layers).toEqual(["patch"]);
  });

  test.each([
    ["a column", "alter table book drop column title"],
    ["a type", "alter table book alter column published type text"],
    ["a required column", "alter table book alter column title drop not null"],
    ["a default", "alter table book alter column docstatus drop default"],
    ["an index", `drop index "book.title.index"`],
    ["a unique index", `drop index "book.number.unique"`],
    [
      "an index's rows",
      `drop index "book.title.published.unique"; create unique index "book.title.published.unique" on book (title, published)`,
    ],
    ["a foreign key", `alter table book drop constraint "author.link"`],
    [
      "a foreign key's rule",
      `alter table book__chapters drop constraint "parent.link"; alter table book__chapters add constraint "parent.link" foreign key (parent) references book (id)`,
    ],
    ["a check", `alter table ledger_loans__guard drop constraint "_balance.minimum.${"%"}"`],
    ["a trigger", "alter table ledger_loans disable trigger all"],
    ["a strange table", "create table stranger (id int)"],
    ["a strange index", "create index stranger on book (pages)"],
    ["a strange check", "alter table book add constraint stranger check (pages > 0)"],
  ])("the catalogue is compared in full: %s changed by hand is put right", async (_what, change) => {
    await apply(LIBRARY);
    const before = await catalog();
    const guard = before.tables.get("ledger_loans__guard")?.objects.find((object) => object.kind === "check");
    await runAsOwner(...change.replace(/_balance\.minimum\.%/, guard?.name ?? "").split("; "));
    expect((await preview(LIBRARY)).steps).not.toEqual([]);
    await apply(LIBRARY);
    const withoutOrder = (found: typeof before) =>
      [...found.tables.values()].map((table) => [table.name, new Set(table.columns), new Set(table.objects)]);
    expect(withoutOrder(await catalog())).toEqual(withoutOrder(before));
  });

  test("data is destroyed only with express consent, and the plan says what", async () => {
    await apply(BOOK);
    await run(insertBook("Emma"), insertBook("Persuasion"));
    const without: MetadataSketch = { doctypes: { book: { fields: {} } } };
    await expect(apply(without)).rejects.toMatchObject({
      code: "SCHEMA_CHANGE_DESTRUCTIVE",
      data: { destroys: ["2 values of book.title"] },
    });
    const applied = await apply(without, { allowDestructive: true });
    expect(applied.steps).toMatchObject([{ kind: "drop_column", rows: 2, destroys: "2 values of book.title" }]);
    await expect(apply({ doctypes: {} })).rejects.toMatchObject({ data: { destroys: ["2 rows of book"] } });
    await apply({ doctypes: {} }, { allowDestructive: true });
    expect((await catalog()).tables.has("book")).toBe(false);
  });

  test("dropping what holds no data needs no consent", async () => {
    await apply(LIBRARY);
    const applied = await apply({ doctypes: {} });
    expect(applied.isDestructive).toBe(false);
    expect([...(await catalog()).tables.keys()]).toEqual(["posting"]);
  });

  test("whatever step fails, tables and revision stay as they were", async () => {
    await apply(LIBRARY);
    const target: MetadataSketch = {
      doctypes: {
        writer: { renamed_from: "author", fields: { name: { type: "text", unique: true } } },
        book: {
          fields: {
            title: { type: "text", index: true },
            writer: { type: "link", to: "writer", renamed_from: "author" },
            genre: { type: "text" },
            pages: { type: "decimal" },
            sequel: { type: "link", to: "book" },
          },
        },
      },
    };
    const before = { catalog: await catalog(), revisions: await rows("select * from metadata_revision") };
    const { steps } = await preview(target);
    expect(steps.length).toBeGreaterThan(30);
    for (const place of [...steps.keys()].map((index) => `step ${index}`).concat("commit")) {
      const failpoint = (reached: string) => {
        if (reached === place) throw new TypeError(place);
      };
      await expect(apply(target, { failpoint })).rejects.toThrow(place);
      expect({ catalog: await catalog(), revisions: await rows("select * from metadata_revision") }).toEqual(before);
    }
    await apply(target);
    expect((await preview(target)).steps).toEqual([]);
  });

  test("two nodes that apply at the same time do it once", async () => {
    const source = schemaSource(LIBRARY);
    const both = [1, 2].map(() => applyPlan(workshop.db, workshop.organization, source));
    const applied = await Promise.all(both);
    expect(applied.map(({ revision }) => revision)).toEqual([1, 1]);
    expect(await rows("select count(*)::int as count from metadata_revision")).toEqual([{ count: 1 }]);
  });

  test.each([
    ["a system column", { doctypes: { book: { fields: { version: { type: "integer" } } } } }, "SCHEMA_NAME_TAKEN"],
    ["an engine table", { doctypes: { history: { fields: {} } } }, "SCHEMA_NAME_TAKEN"],
    ["a ledger's prefix", { doctypes: { ledger_x: { fields: {} } } }, "SCHEMA_NAME_TAKEN"],
    ["a column of Postgres", { doctypes: { book: { fields: { xmin: { type: "integer" } } } } }, "SCHEMA_NAME_INVALID"],
    ["too long a name", { doctypes: { ["b".repeat(64)]: { fields: {} } } }, "SCHEMA_NAME_INVALID"],
    ["SQL", { doctypes: { 'x"; drop table book': { fields: {} } } }, "SCHEMA_NAME_INVALID"],
  ] as const)("a name that is %s is refused", async (_what, sketch, code) => {
    await expect(preview(sketch as unknown as MetadataSketch)).rejects.toMatchObject({ code });
  });
});
