import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { prepared, rawSql, sql } from "../index.ts";

let test_database: TestDatabase;
beforeAll(async () => {
  test_database = await createTestDatabase();
});
afterAll(() => test_database.drop());

describe("values read", () => {
  test("dates, times, decimals and big integers stay the text Postgres sent", async () => {
    const [row] = await test_database.db.read(null, (c) =>
      c.query(sql`select '2026-03-15'::date as day, '2026-03-15 12:00+02'::timestamptz as instant, 1.10::numeric as price,
        9007199254740993::int8 as big, 4 as small, true as flag, '{"a": 1}'::jsonb as json, array['2026-03-15'::date] as days,
        array[1.10::numeric] as prices`),
    );
    expect(row).toEqual({
      day: "2026-03-15",
      instant: "2026-03-15 10:00:00+00",
      price: "1.10",
      big: "9007199254740993",
      small: 4,
      flag: true,
      json: { a: 1 },
      days: ["2026-03-15"],
      prices: ["1.10"],
    });
  });
});

describe("values sent", () => {
  const read = <R>(statement: Parameters<typeof prepared>[0]) =>
    test_database.db.read(null, (c) => c.query<R & Record<string, unknown>>(statement));

  test("texts of any signs and length, nothing, numbers, lists, objects and bytes arrive as they are", async () => {
    const texts = [
      "",
      "a",
      "é",
      "漢字 🙂",
      "x".repeat(48),
      `${"x".repeat(47)}é`,
      "é".repeat(100_000),
      "'; drop table x; --",
    ];
    const nothing = [null, undefined];
    const bytes = Buffer.from([0, 255, 128, 10]);
    const [row] =
      await read(sql`select ${texts}::text[] as texts, ${texts[6]}::text as long, ${texts[3]}::text as short,
      ${nothing[0]}::text as nothing, ${nothing[1]}::text as absent, ${-3}::int as number, ${false}::bool as flag,
      ${[1, null]}::int[] as list, ${{ a: "é" }}::jsonb as object, ${bytes}::bytea as bytes`);
    expect(row).toEqual({
      texts,
      long: texts[6],
      short: texts[3],
      nothing: null,
      absent: null,
      number: -3,
      flag: false,
      list: [1, null],
      object: { a: "é" },
      bytes,
    });
  });

  test("a value that cannot be sent fails its statement alone", async () => {
    const unspeakable = { toString: () => "never", toJSON: () => JSON.parse("no json") };
    const sent = await test_database.db.read(null, (c) =>
      Promise.allSettled([
        c.query(sql`select ${"before"}::text as said`),
        c.query(sql`select ${"long".repeat(20)}::text, ${unspeakable}::text`),
        c.query(sql`select ${"behind"}::text as said`),
      ]),
    );
    expect(sent.map((one) => (one.status === "fulfilled" ? one.value : "failed"))).toEqual([
      [{ said: "before" }],
      "failed",
      [{ said: "behind" }],
    ]);
  });
});

describe("a prepared statement", () => {
  test("tells its columns once, and every row after that by them", async () => {
    const ask = (count: number) =>
      prepared(sql`select n, n::text as name, null::date as day from generate_series(1, ${count}::int) as n`);
    const row = (n: number) => ({ n, name: String(n), day: null });
    // The second is sent before the columns of the first are known, the third behind them; the last finds no row.
    const answers = await test_database.db.read(null, async (c) => [
      ...(await Promise.all([c.query(ask(1)), c.query(ask(2))])),
      await c.query(ask(3)),
      await c.query(ask(0)),
    ]);
    expect(answers).toEqual([[row(1)], [row(1), row(2)], [row(1), row(2), row(3)], []]);
  });

  test("is asked for its columns anew once its table has others", async () => {
    const ask = () => test_database.db.read(null, (c) => c.query(prepared(sql`select * from public.changing`)));
    const change = (text: string) => test_database.db.transaction(null, (tx) => tx.query(rawSql(text)));
    await change("create table public.changing as select 1 as a");
    await test_database.db.transaction(null, (tx) => tx.query(sql`grant select on public.changing to public`));
    expect(await ask()).toEqual([{ a: 1 }]);
    await change("alter table public.changing rename column a to b");
    expect(await ask()).toEqual([{ b: 1 }]);
    await change("alter table public.changing add column c date default '2026-03-15'");
    expect(await ask()).toEqual([{ b: 1, c: "2026-03-15" }]);
    await change("alter table public.changing alter column b type text");
    expect(await ask()).toEqual([{ b: "1", c: "2026-03-15" }]);
  });
});
