import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { sql } from "../index.ts";

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
