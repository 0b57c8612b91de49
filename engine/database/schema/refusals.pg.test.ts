import { describe, expect, test } from "@jest/globals";
import type { MetadataSketch } from "../../../tests/support/schema-source.ts";
import { openSchemaWorkshop } from "../../../tests/support/schema-workshop.ts";
import type { Refusal } from "../index.ts";

type Fields = MetadataSketch["doctypes"][string]["fields"];

const { apply, preview, runAsOwner, rows } = openSchemaWorkshop("refusals-test");

const shelf = (...names: string[]) =>
  runAsOwner(
    ...names.map(
      (name) => `insert into book (id, version, created_at, updated_at, title, shelf)
        values (gen_random_uuid(), 1, now(), now(), 'Emma', ${name})`,
    ),
  );
const books = (fields: MetadataSketch["doctypes"][string]["fields"], more = {}): MetadataSketch => ({
  doctypes: { book: { ...more, fields: { title: { type: "text" }, shelf: { type: "text" }, ...fields } } },
});

describe("what the data does not permit", () => {
  test("a new required field without default is refused on a table with rows, telling how many", async () => {
    await apply(books({}));
    await shelf(...Array.from({ length: 25 }, () => "'A'"));
    const wanted = books({ isbn: { type: "text", required: true } });
    const plan = await preview(wanted);
    expect(plan.refusals).toMatchObject([{ code: "SCHEMA_VALUES_MISSING", table: "book", column: "isbn", count: 25 }]);
    expect(plan.refusals[0]?.rows).toHaveLength(5);
    await expect(apply(wanted)).rejects.toMatchObject({
      code: "SCHEMA_CHANGE_REFUSED",
      details: [{ code: "SCHEMA_VALUES_MISSING", pointer: "/book/isbn" }],
    });
  });

  test("a new required field is fine on an empty table", async () => {
    await apply(books({}));
    await apply(books({ isbn: { type: "text", required: true } }));
    expect((await preview(books({ isbn: { type: "text", required: true } }))).steps).toEqual([]);
  });

  test("a field becomes required only when every row has a value", async () => {
    await apply(books({}));
    await shelf("'A'", "null");
    const wanted = books({ shelf: { type: "text", required: true } });
    await expect(apply(wanted)).rejects.toMatchObject({
      data: { refusals: [{ code: "SCHEMA_VALUES_MISSING", column: "shelf", count: 1, rows: [{ value: null }] }] },
    });
    await runAsOwner("update book set shelf = 'B' where shelf is null");
    await apply(wanted);
    await expect(shelf("null")).rejects.toMatchObject({
      code: "VALUE_REQUIRED",
      pointer: "/shelf",
      params: { table: "book", field: "shelf" },
    });
  });

  test("a field becomes unique only when no value is repeated; several without value are fine", async () => {
    await apply(books({}));
    await shelf("'A'", "'A'", "'B'", "null", "null");
    const wanted = books({ shelf: { type: "text", unique: true } });
    await expect(apply(wanted)).rejects.toMatchObject({
      data: {
        refusals: [
          { code: "SCHEMA_VALUES_NOT_UNIQUE", column: "shelf", count: 2, rows: [{ value: "A" }, { value: "A" }] },
        ],
      },
    });
    await runAsOwner("delete from book where shelf = 'A'");
    await apply(wanted);
    await expect(shelf("'B'")).rejects.toMatchObject({
      code: "VALUE_DUPLICATE",
      pointer: "/shelf",
      params: { table: "book", field: "shelf", value: "B" },
    });
  });

  test("several fields together become unique only when no combination is repeated", async () => {
    await apply(books({}));
    await shelf("'A'", "'A'");
    await expect(apply(books({}, { unique: { place: ["title", "shelf"] } }))).rejects.toMatchObject({
      data: {
        refusals: [{ code: "SCHEMA_VALUES_NOT_UNIQUE", column: "title, shelf", rows: [{ value: "Emma, A" }, {}] }],
      },
    });
  });

  test("all reasons are told at once", async () => {
    await apply(books({}));
    await shelf("'A'", "'A'");
    const wanted = books({
      title: { type: "integer" },
      shelf: { type: "text", unique: true },
      isbn: { type: "text", required: true },
    });
    expect((await preview(wanted)).refusals.map(({ code, column }) => `${code} ${column}`)).toEqual([
      "SCHEMA_VALUES_MISSING isbn",
      "SCHEMA_VALUES_DO_NOT_FIT title",
      "SCHEMA_VALUES_NOT_UNIQUE shelf",
    ]);
  });

  test("a unique value is free again once its document is cancelled", async () => {
    await apply(books({ shelf: { type: "text", unique: true } }, { lifecycle: "submittable" }));
    await shelf("'A'");
    await expect(shelf("'A'")).rejects.toMatchObject({ code: "VALUE_DUPLICATE" });
    await runAsOwner("update book set docstatus = 'cancelled'");
    await shelf("'A'");
    expect(await rows("select docstatus from book order by docstatus")).toEqual([
      { docstatus: "cancelled" },
      { docstatus: "draft" },
    ]);
  });
});

describe("rows that stand against a change", () => {
  const number = { series: "B-{0000}", on: "create" } as const;
  const lines = { type: "table", of: "chapter" } as const;
  const numbered = (fields: Fields, chapter: Fields = {}): MetadataSketch => ({
    doctypes: {
      book: { number, fields: { title: { type: "text" }, pages: { type: "integer" }, lines, ...fields } },
      chapter: { kind: "child", fields: { heading: { type: "text" }, ...chapter } },
    },
  });
  const write = (...books: readonly [number: string, title: string, pages: number | null][]) =>
    runAsOwner(
      ...books.flatMap(([number, title, pages]) => [
        `insert into book (id, version, created_at, updated_at, number, title, pages)
           values (gen_random_uuid(), 1, now(), now(), '${number}', '${title}', ${pages})`,
        `insert into book__lines (id, parent, position, heading)
           select gen_random_uuid(), id, 0, 'On ${title}' from book where number = '${number}'`,
      ]),
    );
  const told = (refusals: readonly Refusal[]) =>
    refusals.map(({ code, column, count, rows: found }) => [
      code,
      column,
      count,
      found.map(({ title }) => title).sort(),
    ]);

  test("are counted and shown by what people call them, whatever the change: values, rows of a table, repeats, options", async () => {
    await apply(numbered({}));
    await write(["B-1", "Emma", null], ["B-2", "Emma", 12], ["B-3", "Persuasion", 99]);
    const kinds: readonly [MetadataSketch, unknown[]][] = [
      [numbered({ pages: { type: "integer", required: true } }), ["SCHEMA_VALUES_MISSING", "pages", 1, ["B-1"]]],
      [numbered({ title: { type: "text", unique: true } }), ["SCHEMA_VALUES_NOT_UNIQUE", "title", 2, ["B-1", "B-2"]]],
      [numbered({ pages: { type: "boolean" } }), ["SCHEMA_VALUES_DO_NOT_FIT", "pages", 2, ["B-2", "B-3"]]],
      [
        numbered({ title: { type: "choice", options: { Emma: {} } } }),
        ["SCHEMA_VALUES_NOT_OPTIONS", "title", 1, ["B-3"]],
      ],
      [
        numbered({ title: { type: "link", to: "book" } }),
        ["SCHEMA_VALUES_DO_NOT_FIT", "title", 3, ["B-1", "B-2", "B-3"]],
      ],
      [
        numbered({}, { heading: { type: "integer" } }),
        ["SCHEMA_VALUES_DO_NOT_FIT", "heading", 3, ["B-1", "B-2", "B-3"]],
      ],
      [
        numbered({}, { no: { type: "text", required: true } }),
        ["SCHEMA_VALUES_MISSING", "no", 3, ["B-1", "B-2", "B-3"]],
      ],
    ];
    for (const [wanted, refusal] of kinds) expect(told((await preview(wanted)).refusals)).toEqual([refusal]);
  });

  test("outside limits that became narrower are told, and stay", async () => {
    await apply(numbered({}));
    await write(["B-1", "Emma", 3], ["B-2", "Persuasion", 12], ["B-3", "Northanger Abbey", 99]);
    const narrower = numbered(
      { title: { type: "text", max: 9 }, pages: { type: "integer", min: 5, max: 50 } },
      { heading: { type: "text", max: 15 } },
    );
    const plan = await preview(narrower);
    expect([plan.refusals, told(plan.warnings)]).toEqual([
      [],
      [
        ["SCHEMA_VALUES_OUT_OF_LIMITS", "title", 2, ["B-2", "B-3"]],
        ["SCHEMA_VALUES_OUT_OF_LIMITS", "pages", 2, ["B-1", "B-3"]],
        ["SCHEMA_VALUES_OUT_OF_LIMITS", "heading", 1, ["B-3"]],
      ],
    ]);
    await apply(narrower);
    expect(await rows("select title from book order by number")).toHaveLength(3);
    expect((await preview(narrower)).warnings).toEqual([]);
    const wider = { title: { type: "text", max: 12 }, pages: { type: "integer", max: 40 } } as const;
    expect(told((await preview(numbered(wider))).warnings)).toEqual([
      ["SCHEMA_VALUES_OUT_OF_LIMITS", "pages", 1, ["B-3"]],
    ]);
  });
});

describe("what Postgres refuses", () => {
  const LOANS: MetadataSketch = {
    doctypes: {
      reader: { fields: { name: { type: "text" }, mood: { type: "choice", options: { calm: {} } } } },
      loan: { fields: { reader: { type: "link", to: "reader" }, what: { type: "dynamic_link", to: ["reader"] } } },
    },
  };
  const ID = "00000000-0000-7000-8000-000000000009";
  const insertReader = `insert into reader (id, version, created_at, updated_at) values ('${ID}', 1, now(), now())`;
  const insertLoan = (columns: string, values: string) =>
    `insert into loan (id, version, created_at, updated_at, ${columns}) values (gen_random_uuid(), 1, now(), now(), ${values})`;

  test("a link to nothing is named with its field", async () => {
    await apply(LOANS);
    await expect(runAsOwner(insertLoan("reader", `'${ID}'`))).rejects.toMatchObject({
      code: "LINK_TARGET_MISSING",
      pointer: "/reader",
      params: { table: "loan", field: "reader", value: ID },
    });
  });

  test("a document that is linked to cannot go, and who links to it is named", async () => {
    await apply(LOANS);
    await runAsOwner(insertReader, insertLoan("reader", `'${ID}'`));
    await expect(runAsOwner(`delete from reader where id = '${ID}'`)).rejects.toMatchObject({
      code: "DOCUMENT_REFERENCED",
      params: { by: "loan", field: "reader", id: ID },
    });
  });

  test("a value that is not an option is named with its field", async () => {
    await apply(LOANS);
    await expect(runAsOwner(insertReader, "update reader set mood = 'wild'")).rejects.toMatchObject({
      code: "VALUE_NOT_A_CHOICE",
      pointer: "/mood",
      params: { table: "reader", field: "mood" },
    });
  });

  test("a dynamic link names a permitted doctype together with an id", async () => {
    await apply(LOANS);
    for (const values of [`'${ID}', null`, "null, 'reader'", `'${ID}', 'loan'`]) {
      await expect(runAsOwner(insertLoan("what, what_type", values))).rejects.toMatchObject({
        code: "VALUE_REFUSED",
        pointer: "/what",
      });
    }
    await runAsOwner(insertLoan("what, what_type", `'${ID}', 'reader'`), insertLoan("what, what_type", "null, null"));
    expect(await rows("select count(*)::int as count from loan")).toEqual([{ count: 2 }]);
  });
});
