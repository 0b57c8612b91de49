import { describe, expect, test } from "@jest/globals";
import { type FieldSketch, type MetadataSketch, schemaSource } from "../../../tests/support/schema-source.ts";
import { openSchemaWorkshop } from "../../../tests/support/schema-workshop.ts";
import { createMetadataLife, type Life } from "./tests/metadata-life.ts";

const workshop = openSchemaWorkshop("restore-names-test");
const { apply, runAsOwner, rows } = workshop;

const PRODUCT = schemaSource({ doctypes: {} });
let layers = 0;
/** Another revision each time, as `perfex apply` makes one. */
const publish = (sketch: MetadataSketch, allowDestructive = false) =>
  apply(sketch, { layers: [++layers], allowDestructive });
const rollBack = (revision: number, sketch: MetadataSketch, allowDestructive = false) =>
  apply(sketch, { layers: [++layers], restores: { revision, product: PRODUCT }, allowDestructive });

const notes = (fields: Record<string, FieldSketch>): MetadataSketch => ({ doctypes: { note: { fields } } });
const text: FieldSketch = { type: "text" };
const choice = (options: object): MetadataSketch => notes({ mood: { type: "choice", options } });
const insert = (columns: string, ...values: string[]) =>
  runAsOwner(
    ...values.map(
      (value, index) => `insert into note (id, version, created_at, updated_at, ${columns})
        values ('00000000-0000-7000-8000-00000000000${index}', 1, now(), now(), ${value})`,
    ),
  );
const stored = (columns: string) => rows(`select ${columns} from note order by id`);

type Held = Readonly<Record<string, unknown>>;

/** Of every column of every table, by its name: what all rows hold. */
async function digests(life: Life): Promise<Readonly<Record<string, Held>>> {
  const found: Record<string, Held> = {};
  for (const { table, columns } of life.tables()) {
    const parts = columns.map((name) => `md5(string_agg(concat(id, "${name}"), ',' order by id)) as "${name}"`);
    const [held] = await rows(
      `select count(*)::int as _rows${parts.map((part) => `, ${part}`).join("")} from ${table}`,
    );
    found[table] = held!;
  }
  return found;
}

/** What tables held that were not dropped since; the others come back empty. */
function leftOf(held: Readonly<Record<string, Held>>, then: Life, now: Life): Readonly<Record<string, Held>> {
  const nothing = ({ columns }: { readonly columns: readonly string[] }): Held =>
    Object.fromEntries([["_rows", 0], ...columns.map((name) => [name, null] as const)]);
  const isLeft = (id: string) => now.tables().some((one) => one.id === id);
  return Object.fromEntries(
    then.tables().map((one) => [one.table, isLeft(one.id) ? held[one.table]! : nothing(one)] as const),
  );
}

describe("going back to an earlier revision", () => {
  test.each([
    1, 2, 3, 4, 5, 6, 7, 8,
  ])("gives every row under each name the value it had there, whatever was renamed, swapped, added and dropped meanwhile; and forth again (%i)", async (seed) => {
    const life = createMetadataLife(seed);
    const known: { revision: number; sketch: MetadataSketch; held: Awaited<ReturnType<typeof digests>>; at: Life }[] =
      [];
    for (let step = 0; step < 7; step++) {
      if (step % 2 === 1) life.change();
      else life.settle();
      const { revision } = await publish(life.sketch(), true);
      if (step === 0) await runAsOwner(...life.fill());
      const at = life.asItIs();
      known.push({ revision, sketch: life.sketch(), held: await digests(at), at });
    }
    const last = known.at(-1)!;
    for (const { revision, sketch, held, at } of known) {
      const back = await rollBack(revision, sketch);
      expect(await digests(at)).toEqual(leftOf(held, at, last.at));
      expect(back.isDestructive).toBe(false);
      await rollBack(last.revision, last.sketch);
      expect(await digests(last.at)).toEqual(last.held);
    }
  });

  test("is not refused for a table that was added to before it was dropped; it comes back empty", async () => {
    const tag = { tag: { fields: { name: text } } };
    const { revision } = await publish({ doctypes: tag });
    await publish({ doctypes: { ...tag, ...notes({ a: text }).doctypes } });
    const { revision: second } = await publish({ doctypes: { ...tag, ...notes({ a: text, b: text }).doctypes } });
    await publish({ doctypes: { ...tag, ...notes({ c: { ...text, renamed_from: "a" }, b: text }).doctypes } });
    await publish({ doctypes: tag });
    const back = await rollBack(second, { doctypes: { ...tag, ...notes({ a: text, b: text }).doctypes } });
    expect(back.isDestructive).toBe(false);
    expect(await stored("a, b")).toEqual([]);
    await rollBack(revision, { doctypes: tag });
    expect([...(await workshop.catalog()).tables.keys()]).toEqual(["posting", "tag"]);
  });

  test("options are told whatever they are called", async () => {
    const { revision } = await publish(choice({ constructor: {}, low: {} }));
    await insert("mood", "'constructor'", "'low'");
    await publish(choice({ constructor: {}, to_string: { renamed_from: ["low"] } }));
    await rollBack(revision, choice({ constructor: {}, low: {} }));
    expect(await stored("mood")).toEqual([{ mood: "constructor" }, { mood: "low" }]);
  });

  test("what was published since may be published once more, and means the same again", async () => {
    const swapped = notes({ b: { ...text, renamed_from: "a" }, a: { ...text, renamed_from: "b" } });
    const { revision } = await publish(notes({ a: text, b: text }));
    await insert("a, b", "'was a', 'was b'");
    await publish(swapped);
    for (let time = 0; time < 2; time++) {
      await rollBack(revision, notes({ a: text, b: text }));
      expect(await stored("a, b")).toEqual([{ a: "was a", b: "was b" }]);
      await publish(swapped);
      expect(await stored("a, b")).toEqual([{ a: "was b", b: "was a" }]);
    }
  });

  test("a name that something new took is given up by it, which destroys what it holds and is asked for", async () => {
    const { revision } = await publish(notes({ a: { ...text, index: true } }));
    await insert("a", "'old'");
    await publish(notes({ b: { ...text, renamed_from: "a", index: true } }));
    await publish(notes({ b: { ...text, index: true }, a: { type: "text", index: true } }));
    await runAsOwner("update note set a = 'new'");
    const first = notes({ a: { ...text, index: true } });
    await expect(rollBack(revision, first)).rejects.toMatchObject({
      code: "SCHEMA_CHANGE_DESTRUCTIVE",
      data: { destroys: ["1 values of note.a"] },
    });
    await rollBack(revision, first, true);
    expect(await stored("*")).toMatchObject([{ a: "old" }]);
  });

  test("a doctype whose name a new one took comes back under it with its rows and links", async () => {
    const keeper = { fields: { name: text } };
    const before: MetadataSketch = {
      doctypes: { keeper, animal: { fields: { keeper: { type: "link", to: "keeper" } } } },
    };
    const { revision } = await publish(before);
    const id = "00000000-0000-7000-8000-000000000001";
    await runAsOwner(
      `insert into keeper (id, version, created_at, updated_at, name) values ('${id}', 1, now(), now(), 'Ada')`,
      `insert into animal (id, version, created_at, updated_at, keeper) values ('${id}', 1, now(), now(), '${id}')`,
    );
    const linked = { fields: { keeper: { type: "link" as const, to: "guard" } } };
    await publish({ doctypes: { guard: { ...keeper, renamed_from: "keeper" }, animal: linked } });
    await publish({ doctypes: { guard: keeper, keeper: { fields: { phone: text } }, animal: linked } });
    await rollBack(revision, before);
    expect(await rows("select name from keeper join animal on animal.keeper = keeper.id")).toEqual([{ name: "Ada" }]);
    expect([...(await workshop.catalog()).tables.keys()]).toEqual(["animal", "keeper", "posting"]);
  });

  test("rows that hold an option of which nobody can tell what it was stand against it, with the rows", async () => {
    const { revision } = await publish(choice({ low: {}, high: {} }));
    await insert("mood", "'low'", "'high'");
    await publish(choice({ high: { renamed_from: ["low"] } }));
    await expect(rollBack(revision, choice({ low: {}, high: {} }))).rejects.toMatchObject({
      code: "SCHEMA_CHANGE_REFUSED",
      data: { refusals: [{ code: "SCHEMA_OPTIONS_UNTOLD", table: "note", column: "mood", count: 2 }] },
    });
    expect(await stored("mood")).toEqual([{ mood: "high" }, { mood: "high" }]);
  });

  test("an option that took another one's name since is not mistaken for it", async () => {
    const { revision } = await publish(choice({ low: {} }));
    await insert("mood", "'low'", "null");
    await publish(choice({ calm: { renamed_from: ["low"] } }));
    await publish(choice({ calm: {}, low: {} }));
    await runAsOwner("update note set mood = 'low' where mood is null");
    const refusal = { code: "SCHEMA_OPTIONS_UNTOLD", rows: [{ value: "low" }] };
    await expect(rollBack(revision, choice({ low: {} }))).rejects.toMatchObject({ data: { refusals: [refusal] } });
    await runAsOwner("update note set mood = null where mood = 'low'");
    await rollBack(revision, choice({ low: {} }));
    expect(await stored("mood")).toEqual([{ mood: "low" }, { mood: null }]);
  });

  test("what the product renamed meanwhile keeps its name", async () => {
    const { revision } = await publish(notes({ a: text, b: text }));
    await insert("a, b", "'was a', 'was b'");
    const swapped = notes({ b: { ...text, renamed_from: "a" }, a: { ...text, renamed_from: "b" } });
    await apply(swapped, { reason: "upgrade" });
    await publish({ doctypes: { ...swapped.doctypes, tag: { fields: { name: text } } } });
    const restores = { revision, product: schemaSource(swapped) };
    await apply(swapped, { layers: [++layers], restores });
    expect(await stored("a, b")).toEqual([{ a: "was b", b: "was a" }]);
  });

  test("is refused where what was done does not tell what was renamed", async () => {
    const { revision } = await publish(notes({ a: text }));
    await publish(notes({ b: { ...text, renamed_from: "a" } }));
    await runAsOwner(`update metadata_revision set steps = replace(steps::text, '"former"', '"_"')::json`);
    await expect(rollBack(revision, notes({ a: text }))).rejects.toMatchObject({ code: "SCHEMA_RENAMES_UNTOLD" });
  });

  test("sums of a ledger follow the fields of its entries that swap, forth and back", async () => {
    const ledger = (dimensions: Record<string, FieldSketch>): MetadataSketch => ({
      doctypes: {},
      ledgers: {
        stock: {
          dimensions,
          measures: { amount: { type: "decimal" } },
          invariants: { enough: { measure: "amount", min: "0", per: ["shelf"] } },
        },
      },
    });
    const before = ledger({ shelf: text, box: text });
    const { revision } = await publish(before);
    await runAsOwner(
      `insert into posting (id, ledger, document_type, document_id, date, kind, created_at)
        values ('00000000-0000-7000-8000-000000000001', 'stock', 'x', gen_random_uuid(), '2026-01-01', 'post', now())`,
      `insert into ledger_stock (id, posting, line, date, shelf, box, amount)
        values (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 1, '2026-01-01', 'S', 'B', 5)`,
    );
    const sums = () => rows("select * from ledger_stock__guard");
    await publish(ledger({ box: { ...text, renamed_from: "shelf" }, shelf: { ...text, renamed_from: "box" } }));
    expect(await sums()).toEqual([{ shelf: "B", _balance: "5.000000" }]);
    await rollBack(revision, before);
    expect(await sums()).toEqual([{ shelf: "S", _balance: "5.000000" }]);
  });
});
