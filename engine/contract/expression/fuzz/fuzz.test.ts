import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Decimal, isPerfexError } from "../../../kernel/index.ts";
import { SEED } from "../../../kernel/tests/seed.ts";
import { FIXTURE_SCOPE, fixtureEnvironment } from "../cases/fixture.ts";
import { fixtureQuery } from "../cases/fixture-sql.ts";
import { checkExpression } from "../check-expression.ts";
import { compileExpression } from "../compile-expression.ts";
import { formatValue } from "../format-value.ts";
import type { Environment, Value } from "../types.ts";
import { type ExpressionVocabulary, randomExpression } from "./random-expression.ts";
import { mutate, randomRepetition, randomTokens } from "./random-garbage.ts";
import { type RandomSource, randomSource } from "./random-source.ts";

const COUNT = Number(process.env["PERFEX_FUZZ_COUNT"] ?? 100_000);
const SLOW_MS = 50;

const VOCABULARY: ExpressionVocabulary = {
  fields: {
    number: [
      "net_total",
      "rate",
      "zero",
      "discount",
      "quantity",
      "long_decimal",
      "customer.payment_terms.days",
      "count(tags)",
    ],
    boolean: ["paid", "confirmed", "approved", "customer.is_blocked", "customer == supplier", "status in tags"],
    text: ["status", "note", "code", "emoji", "customer.name", "supplier.name", "text(customer)"],
    date: ["issue_date", "due_date", "leap_day"],
  },
  rowFields: {
    number: ["quantity", "price", "tax.rate", "item.weight", "doc.net_total", "rate", "count(serials)"],
    boolean: ["delivered", "paid", "item == null"],
    text: ["note", "item.name", "status"],
    date: ["day", "issue_date"],
  },
};

function randomSourceText(random: RandomSource): string {
  const valid = (): string =>
    randomExpression(random.pick(["number", "boolean", "text", "date"] as const), random.below(6), random, VOCABULARY);
  switch (random.below(8)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return valid();
    case 4:
    case 5:
      return mutate(valid(), random);
    case 6:
      return randomTokens(random);
    default:
      return random.oneIn(8) ? randomRepetition(random) : mutate(randomTokens(random), random);
  }
}

/** An environment that notes every root name asked for. */
function watchedEnvironment(asked: Set<string>): Environment {
  const inner = fixtureEnvironment();
  return {
    ...inner,
    get: (root) => {
      asked.add(root);
      return inner.get(root);
    },
  };
}

function isValueOfTheLanguage(value: Value): boolean {
  if (value === null || value instanceof Decimal) return true;
  if (typeof value !== "object") return typeof value === "string" || typeof value === "boolean";
  if (Array.isArray(value)) return value.every(isValueOfTheLanguage);
  return Object.getPrototypeOf(value) === Object.prototype;
}

interface Outcome {
  /** Error code, or the value's formatted text. */
  readonly answer: string;
  readonly problem: string | null;
  readonly isValid: boolean;
}

function attempt(source: string, environment: Environment): Outcome {
  try {
    const checked = checkExpression(source, FIXTURE_SCOPE);
    translate(() => fixtureQuery(checked, fixtureEnvironment()));
    const value = compileExpression(checked)(environment);
    const problem = isValueOfTheLanguage(value) ? null : `gave ${typeof value}`;
    return { answer: JSON.stringify(formatValue(checked.type, value)), problem, isValid: true };
  } catch (error) {
    const code = isPerfexError(error) ? error.code : String(error);
    const isLanguageError = isPerfexError(error) && code.startsWith("EXPRESSION_");
    return { answer: code, problem: isLanguageError ? null : `failed with ${code}`, isValid: false };
  }
}

/** A function over rows has no SQL, which is no reason not to evaluate it. */
function translate(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!isPerfexError(error) || error.code !== "EXPRESSION_NOT_TRANSLATABLE") throw error;
  }
}

function timed(work: () => void): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

/** Processor time of the best of five more runs: garbage collection or a busy machine is not the expression's fault. */
function isReallySlow(source: string, environment: Environment): boolean {
  const again = [1, 2, 3, 4, 5].map(() => processorTime(() => attempt(source, environment)));
  return Math.min(...again) > SLOW_MS;
}

function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

describe("A hostile or random expression", () => {
  // Most of these fail on purpose, and making their stack traces would take longer than everything else.
  const stackTraceLimit = Error.stackTraceLimit;
  beforeAll(() => {
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  test(`never crashes, never takes over ${SLOW_MS} ms, never leaves the language (${COUNT} of them, seed ${SEED})`, () => {
    const random = randomSource(SEED);
    const asked = new Set<string>();
    const environment = watchedEnvironment(asked);
    const problems: string[] = [];
    let valid = 0;
    for (let index = 0; index < COUNT; index++) {
      const source = randomSourceText(random);
      let outcome: Outcome | undefined;
      const duration = timed(() => {
        outcome = attempt(source, environment);
      });
      if (outcome?.isValid) valid += 1;
      if (outcome?.problem) problems.push(`${outcome.problem}: ${source.slice(0, 300)}`);
      if (duration > SLOW_MS && isReallySlow(source, environment)) problems.push(`slow: ${source.slice(0, 300)}`);
    }
    expect(problems.slice(0, 20)).toEqual([]);
    expect(valid).toBeGreaterThan(COUNT / 4);
    const known = new Set(FIXTURE_SCOPE.names?.());
    expect([...asked].filter((name) => !known.has(name))).toEqual([]);
  }, 600_000);
});
