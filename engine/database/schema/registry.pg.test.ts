import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createTestDatabase, createTestOrganization, type TestDatabase } from "../../../tests/support/database.ts";
import { loadMetadata, resolveRegistry } from "../../registry/index.ts";
import { applyPlan, type OrganizationRef, previewPlan } from "../index.ts";

let database: TestDatabase;
let folder: string;
let organization: OrganizationRef;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "perfex-registry-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

type Fields = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const label = { fr: "x", en: "x" };

async function registryOf(bookFields: Fields, pageFields: Fields) {
  const doctypes = join(folder, "library", "doctypes");
  await mkdir(doctypes, { recursive: true });
  const labelled = (fields: Fields) =>
    Object.fromEntries(Object.entries(fields).map(([id, field]) => [id, { label, ...field }]));
  const doctype = (id: string, kind: string, fields: Fields) =>
    writeFile(join(doctypes, `${id}.json`), JSON.stringify({ id, label, kind, fields: labelled(fields) }));
  await writeFile(join(folder, "library", "module.json"), JSON.stringify({ id: "library", label, menu: {} }));
  await doctype("author", "document", { name: { type: "text" } });
  await doctype("page", "child", { words: { type: "integer" }, ...pageFields });
  await doctype("book", "document", {
    title: { type: "text" },
    author: { type: "link", to: "author" },
    pages: { type: "table", of: "page" },
    ...bookFields,
  });
  return resolveRegistry(loadMetadata([folder]));
}

const rows = (text: string) => database.db.read(organization, (c) => c.query({ text, values: [] }));
const today = async () => (await rows("select current_date as today"))[0]?.["today"];
const AUTHOR = "00000000-0000-7000-8000-0000000000a1";
const BOOK = "00000000-0000-7000-8000-0000000000b1";

beforeEach(async () => {
  ({ organization } = await createTestOrganization(database.db, await registryOf({}, {})));
  await database.db.transaction(organization, async (tx) => {
    for (const text of [
      `insert into author (id, version, created_at, updated_at, name) values ('${AUTHOR}', 1, now(), now(), 'Jane')`,
      `insert into book (id, version, created_at, updated_at, title, author) values ('${BOOK}', 1, now(), now(), 'Emma', '${AUTHOR}')`,
      `insert into book__pages (id, parent, position, words) select gen_random_uuid(), '${BOOK}', n, n * 100 from generate_series(1, 3) n`,
    ]) {
      await tx.query({ text, values: [] });
    }
  });
});

describe("a registry's tables", () => {
  test("a new required field with a default fills the rows there are, from the row's own values too", async () => {
    const registry = await registryOf(
      {
        shelf: { type: "text", required: true, default: "'it''s \\\\ new'".replace("''", "\\'") },
        copies: { type: "integer", required: true, default: "2 + 1" },
        spine: { type: "text", required: true, default: "upper(title)" },
        since: { type: "date", required: true, default: "today()" },
        lent: { type: "boolean", required: true, default: "false" },
      },
      { double: { type: "integer", required: true, default: "words * 2" } },
    );
    const days = [await today()];
    const { steps } = await applyPlan(database.db, organization, registry);
    days.push(await today());
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(["add_column", "fill_column", "require"]));
    const [book] = await rows("select shelf, copies, spine, since, lent from book");
    expect(book).toEqual({
      shelf: "it's \\ new",
      copies: "3",
      spine: "EMMA",
      since: expect.any(String),
      lent: false,
    });
    // Midnight may pass meanwhile.
    expect(days).toContain(book?.["since"]);
    expect(await rows("select double from book__pages order by position")).toEqual([
      { double: "200" },
      { double: "400" },
      { double: "600" },
    ]);
    expect((await previewPlan(database.db, organization, registry)).steps).toEqual([]);
  });

  test.each([
    ["over a link", { spine: { type: "text", required: true, default: "author.name" } }, {}, "book.spine"],
    ["over the header", {}, { spine: { type: "text", required: true, default: "doc.title" } }, "book__pages.spine"],
  ] as const)("a default %s cannot fill rows afterwards: it is refused with their number", async (_what, book, page, place) => {
    const registry = await registryOf(book, page);
    const { refusals } = await previewPlan(database.db, organization, registry);
    expect(refusals.map(({ code, table, column }) => `${code} ${table}.${column}`)).toEqual([
      `SCHEMA_VALUES_MISSING ${place}`,
    ]);
  });

  test("a field that becomes required fills only the rows without a value", async () => {
    await database.db.transaction(organization, (tx) =>
      tx.query({ text: "update book__pages set words = null where position = 2", values: [] }),
    );
    const registry = await registryOf({}, { words: { type: "integer", required: true, default: "7" } });
    await applyPlan(database.db, organization, registry);
    expect(await rows("select words from book__pages order by position")).toEqual([
      { words: "100" },
      { words: "7" },
      { words: "300" },
    ]);
  });
});
