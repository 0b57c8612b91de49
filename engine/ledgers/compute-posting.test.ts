import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { noFunctions } from "../calculation/tests/no-functions.ts";
import type { Environment, Ledger } from "../contract/index.ts";
import { currencyDecimals, Decimal } from "../kernel/index.ts";
import { SEED } from "../kernel/tests/seed.ts";
import type { CompiledExpression, ResolvedPosting } from "../registry/index.ts";
import { assertBalanced } from "./assert-balanced.ts";
import { computePosting } from "./compute-posting.ts";
import { placeOpposites } from "./opposites.ts";

const label = (text: string) => ({ fr: text, en: text });

const ledger: Ledger = {
  id: "energy",
  label: label("Énergie"),
  dimensions: {
    meter: { type: "link", to: "meter", label: label("Compteur"), required: true },
    source: { type: "dynamic_link", to: ["reading"], label: label("Source") },
  },
  measures: {
    taken: { type: "money", label: label("Pris") },
    given: { type: "money", label: label("Rendu") },
  },
  invariants: { balanced: { equal: ["taken", "given"] } },
  opposites: ["taken", "given"],
};

type Read = (environment: Environment) => unknown;
const expression = (evaluate: Read, kind = "text", roots = ["line"]): CompiledExpression =>
  ({ source: "", checked: { type: { kind }, roots: new Set(roots) }, evaluate }) as unknown as CompiledExpression;
const amount = (name: string) => expression((env) => new Decimal(String(env.get(name))), "number");
const lineAmount = expression((env) => new Decimal((env.get("line") as { amount: string }).amount), "number");

function environment(document: Readonly<Record<string, unknown>>): Environment {
  return {
    get: (root) => document[root] ?? null,
    today: "2026-03-01",
    now: "2026-03-01T12:00:00Z",
    timeZone: "UTC",
    currencyDecimals: (code) => currencyDecimals(code ?? "EUR"),
    roles: new Set(),
  };
}

const posting = (meter: Read = () => "m1"): ResolvedPosting =>
  ({
    id: "reading",
    label: label("Relevé"),
    ledger: "energy",
    compiled: {
      date: expression((env) => env.get("read_on"), "date"),
      when: expression((env) => env.get("is_void") !== true, "boolean"),
      entries: [
        { id: "total", each: null, when: null, set: { meter: expression(meter), taken: amount("total") } },
        { id: "lines", each: "lines", when: null, set: { meter: expression(meter), given: lineAmount } },
      ],
      linkPaths: [],
    },
  }) as unknown as ResolvedPosting;

const reading = { read_on: "2026-03-01", total: "30", lines: [{ amount: "10" }, { amount: "20" }, { amount: "0" }] };

describe("a posting", () => {
  test("has one entry for the document and one per row that has an amount", () => {
    const computed = computePosting(posting(), ledger, environment(reading), noFunctions);
    expect(computed).toEqual({
      ledger: "energy",
      date: "2026-03-01",
      entries: [
        { meter: "m1", source: null, taken: "30.00", given: "0.00" },
        { meter: "m1", source: null, taken: "0.00", given: "10.00" },
        { meter: "m1", source: null, taken: "0.00", given: "20.00" },
      ],
    });
  });

  test("asks for what does not depend on the row once per document, for what does row by row", () => {
    const asked: string[] = [];
    const noting = (name: string, roots: readonly string[]) =>
      expression(() => `${name}${asked.push(name)}`, "text", [...roots]);
    const rule = posting();
    const lines = {
      ...rule.compiled.entries[1]!,
      set: { meter: noting("same", ["total"]), source: noting("own", ["line"]), given: lineAmount },
    };
    const balanced = { ...rule, compiled: { ...rule.compiled, entries: [lines] } };
    const twice = [1, 2].map(() => computePosting(balanced, ledger, environment(reading), noFunctions)!.entries);
    expect(twice.flat().map(({ meter, source }) => [meter, source])).toEqual([
      ["same1", "own2"],
      ["same1", "own3"],
      ["same4", "own5"],
      ["same4", "own6"],
    ]);
  });

  test("is not made when its condition does not hold, nor when it has no amount", () => {
    expect(computePosting(posting(), ledger, environment({ ...reading, is_void: true }), noFunctions)).toBeNull();
    expect(
      computePosting(posting(), ledger, environment({ ...reading, total: "0", lines: [] }), noFunctions),
    ).toBeNull();
  });

  test("is not made of what the ledger keeps too few digits for", () => {
    const weighed: Ledger = { ...ledger, measures: { tons: { type: "quantity", label: label("Tonnes"), scale: 2 } } };
    const rule = posting();
    const weight = { ...rule.compiled.entries[0]!, set: { meter: expression(() => "m1"), tons: amount("total") } };
    const of = (total: string) =>
      computePosting(
        { ...rule, compiled: { ...rule.compiled, entries: [weight] } },
        weighed,
        environment({ ...reading, total }),
        noFunctions,
      );
    expect(of("0.004")).toBeNull();
    expect(of("0.005")?.entries).toEqual([{ meter: "m1", source: null, tons: "0.01" }]);
  });

  test("names every required dimension that has no value", () => {
    expect(() =>
      computePosting(
        posting(() => null),
        ledger,
        environment(reading),
        noFunctions,
      ),
    ).toThrow(
      expect.objectContaining({
        code: "LEDGER_DIMENSION_MISSING",
        text: expect.objectContaining({ fr: expect.stringContaining(`« ${posting().label.fr} »`) }),
        details: expect.arrayContaining([expect.anything()]),
      }),
    );
  });

  test("that does not balance is refused with both sums", () => {
    const computed = computePosting(posting(), ledger, environment({ ...reading, total: "31" }), noFunctions);
    expect(() => assertBalanced(computed!, ledger)).toThrow(
      expect.objectContaining({ code: "LEDGER_UNBALANCED", params: expect.objectContaining({ difference: "1" }) }),
    );
  });
});

describe("opposite measures", () => {
  const cents = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => new Decimal(value).div(100));

  test("whatever the signs, one side is zero, the other positive, and the net amount unchanged", () => {
    fc.assert(
      fc.property(cents, cents, (taken, given) => {
        const placed = placeOpposites({ taken, given }, ledger);
        const [left, right] = [placed["taken"]!, placed["given"]!];
        expect(left.minus(right).equals(taken.minus(given))).toBe(true);
        expect(left.isNegative() && !left.isZero()).toBe(false);
        expect(right.isNegative() && !right.isZero()).toBe(false);
        expect(left.isZero() || right.isZero()).toBe(true);
      }),
      { seed: SEED },
    );
  });
});
