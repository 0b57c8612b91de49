import { describe, expect, test } from "@jest/globals";
import type { FieldSketch, MetadataSketch } from "../../../tests/support/schema-source.ts";
import { openSchemaWorkshop } from "../../../tests/support/schema-workshop.ts";

const { apply, preview, runAsOwner, rows } = openSchemaWorkshop("renamed-in-use-test");

type Fields = Readonly<Record<string, FieldSketch>>;
const notes = (fields: Fields): MetadataSketch => ({
  doctypes: { note: { fields }, line: { kind: "child", fields: { text: { type: "text" } } } },
});
const insert = (columns: string, ...values: string[]) =>
  runAsOwner(
    ...values.map(
      (value, index) => `insert into note (id, version, created_at, updated_at, ${columns})
        values ('00000000-0000-7000-8000-00000000000${index}', 1, now(), now(), ${value})`,
    ),
  );
const stored = (columns: string) => rows(`select ${columns} from note order by id`);

/** Applied, and applied again: the second time changes nothing. */
async function applyOnceOnly(sketch: MetadataSketch) {
  const applied = await apply(sketch);
  expect((await preview(sketch)).steps).toEqual([]);
  return applied;
}

describe("fields that take each other's names", () => {
  const A: FieldSketch = { type: "text", index: true };
  const B: FieldSketch = { type: "integer", unique: true };

  test("two that swap keep their values, their types and their indexes, and are not swapped back by the next apply", async () => {
    await apply(notes({ a: A, b: B }));
    await insert("a, b", "'one', 1", "'two', 2");
    const swapped = notes({ b: { ...A, renamed_from: "a" }, a: { ...B, renamed_from: "b" } });
    const { isDestructive } = await applyOnceOnly(swapped);
    expect(isDestructive).toBe(false);
    expect(await stored("a, b")).toEqual([
      { a: "1", b: "one" },
      { a: "2", b: "two" },
    ]);
    const reworded = notes({ b: { ...A, renamed_from: "a" }, a: { ...B, renamed_from: "b" }, c: { type: "text" } });
    await applyOnceOnly(reworded);
    expect(await stored("a, b")).toEqual([
      { a: "1", b: "one" },
      { a: "2", b: "two" },
    ]);
  });

  test("each moves on by one name in a chain, and a new field takes the name given up first", async () => {
    const text: FieldSketch = { type: "text" };
    await apply(notes({ a: text, b: text }));
    await insert("a, b", "'was a', 'was b'", "null, 'was b'");
    const moved = notes({
      c: { ...text, renamed_from: "b" },
      b: { ...text, renamed_from: "a" },
      a: { type: "integer" },
    });
    const { isDestructive } = await applyOnceOnly(moved);
    expect(isDestructive).toBe(false);
    expect(await stored("a, b, c")).toEqual([
      { a: null, b: "was a", c: "was b" },
      { a: null, b: null, c: "was b" },
    ]);
  });

  test("three in a ring, links and dynamic links among them, keep what they hold", async () => {
    const link: FieldSketch = { type: "link", to: "note" };
    const about: FieldSketch = { type: "dynamic_link", to: ["note"] };
    const text: FieldSketch = { type: "text" };
    await apply(notes({ a: link, b: about, c: text }));
    const id = "00000000-0000-7000-8000-000000000000";
    await insert("a, b, b_type, c", `null, '${id}', 'note', 'first'`, `'${id}', null, null, 'second'`);
    await applyOnceOnly(
      notes({
        b: { ...link, renamed_from: "a" },
        c: { ...about, renamed_from: "b" },
        a: { ...text, renamed_from: "c" },
      }),
    );
    expect(await stored("a, b, c, c_type")).toEqual([
      { a: "first", b: null, c: id, c_type: "note" },
      { a: "second", b: id, c: null, c_type: null },
    ]);
  });

  test("two tables of rows that swap keep their rows", async () => {
    const lines: FieldSketch = { type: "table", of: "line" };
    await apply(notes({ sold: lines, given: lines }));
    await insert("created_by", "null");
    const add = (table: string, text: string) =>
      `insert into note__${table} (id, parent, position, text) select gen_random_uuid(), id, 0, '${text}' from note`;
    await runAsOwner(add("sold", "was sold"), add("given", "was given"));
    await applyOnceOnly(
      notes({ given: { ...lines, renamed_from: "sold" }, sold: { ...lines, renamed_from: "given" } }),
    );
    expect(await rows("select text from note__sold")).toEqual([{ text: "was given" }]);
    expect(await rows("select text from note__given")).toEqual([{ text: "was sold" }]);
  });

  test("two tables of rows that swap along with their doctype's new name keep their rows, and are not swapped back", async () => {
    const lines: FieldSketch = { type: "table", of: "line" };
    await apply(notes({ sold: lines, given: lines }));
    await insert("created_by", "null");
    await runAsOwner(
      "insert into note__sold (id, parent, position, text) select gen_random_uuid(), id, 0, 'was sold' from note",
    );
    const line = { kind: "child" as const, fields: { text: { type: "text" as const } } };
    const swapped = { given: { ...lines, renamed_from: "sold" }, sold: { ...lines, renamed_from: "given" } };
    await applyOnceOnly({ doctypes: { memo: { renamed_from: "note", fields: swapped }, line } });
    expect(await rows("select text from memo__given")).toEqual([{ text: "was sold" }]);
    await applyOnceOnly({ doctypes: { paper: { renamed_from: "memo", fields: swapped }, line } });
    expect(await rows("select text from paper__given")).toEqual([{ text: "was sold" }]);
  });

  test("what was swapped is swapped with the table it is in called otherwise, and not once more", async () => {
    const text: FieldSketch = { type: "text" };
    const swapped: Fields = { a: { ...text, renamed_from: "b" }, b: { ...text, renamed_from: "a" } };
    await apply(notes({ a: text, b: text }));
    await insert("a, b", "'was a', 'was b'");
    await apply(notes(swapped));
    await applyOnceOnly({ doctypes: { memo: { renamed_from: "note", fields: swapped } } });
    expect(await rows("select a, b from memo")).toEqual([{ a: "was b", b: "was a" }]);
  });
});

describe("options that are called otherwise", () => {
  const choice = (options: Readonly<Record<string, object>>, type: "choice" | "multi_choice" = "choice") =>
    notes({ mood: { type, options } });

  test("the rows that hold a former option are counted in the plan and converted, once", async () => {
    await apply(choice({ happy: {}, sad: {} }));
    await insert("mood", "'happy'", "'sad'", "'happy'", "null");
    const renamed = choice({ glad: { renamed_from: ["happy"] }, sad: {} });
    const plan = await preview(renamed);
    expect(plan.refusals).toEqual([]);
    expect(plan.steps.find(({ kind }) => kind === "rename_options")).toMatchObject({ subject: "mood", rows: 2 });
    await applyOnceOnly(renamed);
    expect(await stored("mood")).toEqual([{ mood: "glad" }, { mood: "sad" }, { mood: "glad" }, { mood: null }]);
  });

  test("two options that swap, and several that become one, in lists too, keep their order and repeat nothing", async () => {
    await apply(choice({ low: {}, high: {}, urgent: {}, asap: {} }, "multi_choice"));
    await insert("mood", "array['low', 'urgent', 'asap']", "array['high']", "null", "'{}'");
    await applyOnceOnly(
      choice(
        { low: { renamed_from: ["high"] }, high: { renamed_from: ["low"] }, now: { renamed_from: ["urgent", "asap"] } },
        "multi_choice",
      ),
    );
    expect(await stored("mood")).toEqual([{ mood: ["high", "now"] }, { mood: ["low"] }, { mood: null }, { mood: [] }]);
  });

  test("an option and its field may be renamed along with its type, in one plan", async () => {
    await apply(choice({ happy: {}, sad: {} }));
    await insert("mood", "'happy'", "'sad'");
    await applyOnceOnly(
      notes({
        moods: {
          type: "multi_choice",
          options: { glad: { renamed_from: ["happy"] }, sad: {} },
          renamed_from: "mood",
        },
      }),
    );
    expect(await stored("moods")).toEqual([{ moods: ["glad"] }, { moods: ["sad"] }]);
  });

  test("an option that rows hold is not taken away without saying what takes its place", async () => {
    await apply(choice({ happy: {}, sad: {} }));
    await insert("mood", "'happy'", "'sad'", "'happy'");
    const refusal = { code: "SCHEMA_VALUES_NOT_OPTIONS", table: "note", column: "mood", count: 2 };
    expect((await preview(choice({ sad: {} }))).refusals).toMatchObject([refusal]);
    await expect(apply(choice({ sad: {} }), { allowDestructive: true })).rejects.toMatchObject({
      code: "SCHEMA_CHANGE_REFUSED",
      data: { refusals: [refusal] },
    });
    await applyOnceOnly(choice({ sad: { renamed_from: ["happy"] } }));
    expect(await stored("mood")).toEqual([{ mood: "sad" }, { mood: "sad" }, { mood: "sad" }]);
  });
});
