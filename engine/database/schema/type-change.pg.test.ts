import { describe, expect, test } from "@jest/globals";
import type { FieldSketch, MetadataSketch } from "../../../tests/support/schema-source.ts";
import { openSchemaWorkshop } from "../../../tests/support/schema-workshop.ts";

const { apply, preview, runAsOwner, rows } = openSchemaWorkshop("type-change-test");

const withField = (value: FieldSketch): MetadataSketch => ({
  doctypes: {
    animal: { fields: { name: { type: "text" } } },
    note: { fields: { value } },
  },
});
const insert = (...values: string[]) =>
  runAsOwner(
    ...values.map(
      (value, index) => `insert into note (id, version, created_at, updated_at, value)
        values ('00000000-0000-7000-8000-00000000000${index}', 1, now(), now(), ${value})`,
    ),
  );
const values = async () => (await rows("select value from note order by id")).map(({ value }) => value);

type Change = readonly [from: FieldSketch, to: FieldSketch, stored: string[], expected: unknown[]];
const options = { red: {}, blue: {} };
const ID = "00000000-0000-7000-8000-0000000000ff";

const WIDENINGS: readonly Change[] = [
  [{ type: "rating" }, { type: "integer" }, ["5", "null"], ["5", null]],
  [{ type: "integer" }, { type: "decimal" }, ["9007199254740993", "-1"], ["9007199254740993.000000", "-1.000000"]],
  [{ type: "integer" }, { type: "money" }, ["12"], ["12"]],
  [
    { type: "decimal", precision: 8, scale: 2 },
    { type: "decimal", precision: 12, scale: 4 },
    ["123456.78"],
    ["123456.7800"],
  ],
  [{ type: "decimal", precision: 8, scale: 2 }, { type: "money" }, ["123456.78"], ["123456.78"]],
  [{ type: "choice", options }, { type: "text" }, ["'red'", "null"], ["red", null]],
  [{ type: "choice", options }, { type: "choice", options: { ...options, green: {} } }, ["'red'"], ["red"]],
  [{ type: "choice", options }, { type: "multi_choice", options }, ["'red'", "null"], [["red"], null]],
  [{ type: "date" }, { type: "datetime" }, ["'2026-03-15'"], ["2026-03-15 00:00:00+00"]],
  [{ type: "integer" }, { type: "text" }, ["12", "null"], ["12", null]],
  [{ type: "decimal" }, { type: "long_text" }, ["12.5"], ["12.500000"]],
  [{ type: "boolean" }, { type: "text" }, ["true", "false"], ["true", "false"]],
  [{ type: "date" }, { type: "text" }, ["'2026-03-15'"], ["2026-03-15"]],
  [{ type: "datetime" }, { type: "text" }, ["'2026-03-15 10:00+02'"], ["2026-03-15 08:00:00+00"]],
  [{ type: "time" }, { type: "text" }, ["'08:30'"], ["08:30:00"]],
  [{ type: "json" }, { type: "text" }, [`'{"a": 1}'`, `'"plain"'`], ['{"a": 1}', "plain"]],
  [{ type: "text" }, { type: "tags" }, ["'red'", "null"], [["red"], null]],
  [{ type: "text" }, { type: "json" }, ["'red'", "null"], ["red", null]],
  [{ type: "boolean" }, { type: "integer" }, ["true", "false"], ["1", "0"]],
];

const NARROWINGS: readonly Change[] = [
  [{ type: "integer" }, { type: "rating" }, ["2147483647"], [2147483647]],
  [{ type: "decimal" }, { type: "integer" }, ["12", "-7"], ["12", "-7"]],
  [{ type: "decimal", scale: 4 }, { type: "decimal", scale: 2 }, ["1.2500"], ["1.25"]],
  [{ type: "money" }, { type: "decimal", precision: 5, scale: 2 }, ["999.99"], ["999.99"]],
  [{ type: "integer" }, { type: "decimal", precision: 4, scale: 1 }, ["999"], ["999.0"]],
  [{ type: "text" }, { type: "integer" }, ["'12'", "'-7'", "null"], ["12", "-7", null]],
  [{ type: "text" }, { type: "decimal" }, ["'12.5'"], ["12.500000"]],
  [{ type: "text" }, { type: "boolean" }, ["'true'", "'False'"], [true, false]],
  [{ type: "text" }, { type: "date" }, ["'2024-02-29'"], ["2024-02-29"]],
  [
    { type: "text" },
    { type: "datetime" },
    ["'2026-03-15T10:00:00+02:00'", "'2026-03-15 10:00'"],
    ["2026-03-15 08:00:00+00", "2026-03-15 10:00:00+00"],
  ],
  [{ type: "text" }, { type: "time" }, ["'08:30'"], ["08:30:00"]],
  [{ type: "text" }, { type: "choice", options }, ["'red'"], ["red"]],
  [{ type: "tags" }, { type: "text" }, ["array['red']", "'{}'"], ["red", null]],
  [{ type: "datetime" }, { type: "date" }, ["'2026-03-15 00:00+00'"], ["2026-03-15"]],
  [{ type: "date" }, { type: "geolocation" }, ["'2026-03-15'"], ["2026-03-15"]],
];

const MISFITS: readonly Change[] = [
  [{ type: "integer" }, { type: "rating" }, ["2147483648"], ["2147483648"]],
  [{ type: "decimal" }, { type: "integer" }, ["12.5", "3"], ["12.500000"]],
  [{ type: "decimal", scale: 4 }, { type: "decimal", scale: 2 }, ["1.2501"], ["1.2501"]],
  [{ type: "money" }, { type: "decimal", precision: 5, scale: 2 }, ["1000"], ["1000"]],
  [{ type: "integer" }, { type: "decimal", precision: 4, scale: 1 }, ["1000"], ["1000"]],
  [
    { type: "text" },
    { type: "integer" },
    ["'twelve'", "'1.5'", "'99999999999999999999'", "'12'"],
    ["twelve", "1.5", "99999999999999999999"],
  ],
  [{ type: "text" }, { type: "decimal" }, ["'1,5'", "''", "'NaN'"], ["1,5", "", "NaN"]],
  [
    { type: "text" },
    { type: "date" },
    ["'2025-02-29'", "'15/03/2026'", "'0000-01-01'"],
    ["2025-02-29", "15/03/2026", "0000-01-01"],
  ],
  [{ type: "text" }, { type: "datetime" }, ["'2026-03-15'"], ["2026-03-15"]],
  [{ type: "text" }, { type: "choice", options }, ["'green'", "'red'"], ["green"]],
  [{ type: "choice", options }, { type: "choice", options: { red: {} } }, ["'blue'", "'red'"], ["blue"]],
  [
    { type: "multi_choice", options },
    { type: "multi_choice", options: { red: {} } },
    ["array['red','blue']"],
    ["{red,blue}"],
  ],
  [{ type: "tags" }, { type: "text" }, ["array['a','b']"], ["{a,b}"]],
  [{ type: "datetime" }, { type: "date" }, ["'2026-03-15 08:00+00'"], ["2026-03-15 08:00:00+00"]],
  [{ type: "text" }, { type: "link", to: "animal" }, ["'Simba'", "null"], ["Simba"]],
  [{ type: "json" }, { type: "integer" }, ["'12'"], ["12"]],
];

const hasOptions = ({ type }: FieldSketch) => type === "choice" || type === "multi_choice";
const title = ([from, to]: Change) => `${JSON.stringify(from)} → ${JSON.stringify(to)}`;

describe("changes of type", () => {
  test.each(
    WIDENINGS.map((change) => [title(change), change] as const),
  )("widening keeps every value: %s", async (_title, [from, to, stored, expected]) => {
    await apply(withField(from));
    await insert(...stored);
    const applied = await apply(withField(to));
    expect(applied.isDestructive).toBe(false);
    expect(await values()).toEqual(expected);
    expect((await preview(withField(to))).steps).toEqual([]);
  });

  test.each(
    NARROWINGS.map((change) => [title(change), change] as const),
  )("narrowing is done when every row fits: %s", async (_title, [from, to, stored, expected]) => {
    await apply(withField(from));
    await insert(...stored);
    await apply(withField(to));
    expect(await values()).toEqual(expected);
    expect((await preview(withField(to))).steps).toEqual([]);
  });

  test.each(
    MISFITS.map((change) => [title(change), change] as const),
  )("narrowing is refused with the rows that do not fit: %s", async (_title, [from, to, stored, offending]) => {
    await apply(withField(from));
    await insert(...stored);
    const before = await values();
    await expect(apply(withField(to), { allowDestructive: true })).rejects.toMatchObject({
      code: "SCHEMA_CHANGE_REFUSED",
      data: {
        refusals: [
          {
            code: hasOptions(to) ? "SCHEMA_VALUES_NOT_OPTIONS" : "SCHEMA_VALUES_DO_NOT_FIT",
            table: "note",
            column: "value",
            count: offending.length,
            rows: offending.map((value) => ({ id: expect.any(String), value })),
          },
        ],
      },
    });
    expect(await values()).toEqual(before);
  });

  test.each([
    [
      "integer",
      { type: "integer" },
      ["'007'", "'+33'", "'-0'", "'12'", "'0'", "null"],
      3,
      ["7", "33", "0", "12", "0", null],
    ],
    [
      "decimal",
      { type: "decimal", scale: 2 },
      ["'01.5'", "'1.50'", "'-0.5'", "'7'"],
      1,
      ["1.50", "1.50", "-0.50", "7.00"],
    ],
  ] as const)("a text that cannot be written back from a %s asks for consent", async (_title, to, stored, lost, expected) => {
    await apply(withField({ type: "text" }));
    await insert(...stored);
    const before = await values();
    const destroys = `${lost} values of note.value`;
    expect((await preview(withField(to))).steps).toMatchObject([
      { kind: "change_type", rows: stored.length, destroys },
    ]);
    await expect(apply(withField(to))).rejects.toMatchObject({
      code: "SCHEMA_CHANGE_DESTRUCTIVE",
      data: { destroys: [destroys] },
    });
    expect(await values()).toEqual(before);
    await apply(withField(to), { allowDestructive: true });
    expect(await values()).toEqual(expected);
  });

  test("a text that holds ids becomes a link when the linked documents exist", async () => {
    await apply(withField({ type: "text" }));
    await runAsOwner(`insert into animal (id, version, created_at, updated_at) values ('${ID}', 1, now(), now())`);
    await insert(`'${ID}'`, "null");
    await apply(withField({ type: "link", to: "animal" }));
    expect(await values()).toEqual([ID, null]);
  });

  test("a text that holds ids of nothing does not become a link", async () => {
    await apply(withField({ type: "text" }));
    await insert(`'${ID}'`);
    await expect(apply(withField({ type: "link", to: "animal" }))).rejects.toMatchObject({
      data: { refusals: [{ code: "SCHEMA_LINKS_BROKEN", rows: [{ value: ID }] }] },
    });
  });

  test("a type with no way to the other one is changed where no row has a value", async () => {
    await apply(withField({ type: "json" }));
    await insert("null");
    await apply(withField({ type: "integer" }));
    expect(await values()).toEqual([null]);
  });
});
