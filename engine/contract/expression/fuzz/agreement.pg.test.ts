import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/database.ts";
import { isPerfexError, mustExist } from "../../../kernel/index.ts";
import { SEED } from "../../../kernel/tests/seed.ts";
import { FIXTURE_SCOPE, fixtureEnvironment } from "../cases/fixture.ts";
import { type FixtureQuery, fixtureQuery, formatAnswer } from "../cases/fixture-sql.ts";
import { checkExpression } from "../check-expression.ts";
import { compileExpression } from "../compile-expression.ts";
import { type FormattedValue, formatValue } from "../format-value.ts";
import type { CheckedExpression, Environment } from "../types.ts";
import { type ExpressionVocabulary, type GeneratedKind, randomExpression } from "./random-expression.ts";
import { type RandomSource, randomSource } from "./random-source.ts";

const COUNT = Number(process.env["PERFEX_AGREEMENT_COUNT"] ?? 500);

const VOCABULARY: ExpressionVocabulary = {
  fields: {
    number: ["net_total", "rate", "zero", "discount", "quantity", "long_decimal"],
    boolean: ["paid", "confirmed", "approved"],
    text: ["status", "note", "code", "emoji"],
    date: ["issue_date", "due_date", "leap_day"],
  },
};

/** The fixture with some of the fields replaced, a third of them by null. */
function randomValues(random: RandomSource): Readonly<Record<string, unknown>> {
  const number = (): unknown => random.pick([null, "0", "-1.5", "12.345", "1000000", "0.01", "-99999.99", "3"]);
  const boolean = (): unknown => random.pick([null, true, false]);
  const date = (): unknown => random.pick([null, "2026-03-15", "0001-01-01", "9999-12-31", "2000-02-29", "1900-02-28"]);
  const text = (): unknown =>
    random.pick([null, "", "a", "Z", "é", "unpaid", "12.5", "2024-02-29", " x ", "😀", "\uffee"]);
  return {
    net_total: number(),
    rate: number(),
    discount: number(),
    quantity: random.pick([null, 0, -7, 3, 1_000_000]),
    paid: boolean(),
    confirmed: boolean(),
    approved: boolean(),
    status: text(),
    note: text(),
    code: text(),
    emoji: text(),
    issue_date: date(),
    due_date: date(),
    leap_day: date(),
  };
}

/** In memory; undefined when a number leaves the language's range, where Postgres goes on. */
function inMemory(checked: CheckedExpression, environment: Environment): FormattedValue | undefined {
  try {
    return formatValue(checked.type, compileExpression(checked)(environment));
  } catch (error) {
    if (isPerfexError(error) && error.code === "EXPRESSION_OVERFLOW") return undefined;
    throw error;
  }
}

describe("Memory and Postgres", () => {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 1 });
  });
  afterAll(() => database?.drop());

  async function inPostgres(query: FixtureQuery): Promise<string | null> {
    const { db } = mustExist(database, "database");
    const rows = await db.read(null, (connection) => connection.query<{ value: string | null }>(query));
    return mustExist(rows[0], "row").value;
  }

  test.each<GeneratedKind>([
    "number",
    "boolean",
    "text",
    "date",
  ])(`agree on ${COUNT} random expressions of kind %s over random values and nulls (seed ${SEED})`, async (kind) => {
    const random = randomSource(SEED + kind.length);
    const differences: unknown[] = [];
    let compared = 0;
    for (let index = 0; index < COUNT; index++) {
      const source = randomExpression(kind, 1 + random.below(4), random, VOCABULARY);
      const values = randomValues(random);
      const checked = checkExpression(source, FIXTURE_SCOPE, { kind });
      const expected = inMemory(checked, fixtureEnvironment(values));
      if (expected === undefined) continue;
      compared += 1;
      const answer = await inPostgres(fixtureQuery(checked, fixtureEnvironment(values))).catch(String);
      const got = typeof answer === "string" && answer.includes("Error") ? answer : formatAnswer(checked.type, answer);
      if (got !== expected) differences.push({ source, values, memory: expected, postgres: got });
    }
    expect(differences.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(COUNT / 2);
  });
});
