import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { ResolvedField } from "../../contract/index.ts";
import { Decimal, formatDecimal, parseDecimal } from "../../kernel/index.ts";
import { SEED } from "../../kernel/tests/seed.ts";
import { assignValue, roundMoney } from "./assign-value.ts";
import { parseValue } from "./parse/parse-value.ts";

const label = { fr: "x", en: "x" };
const field = (declared: object): ResolvedField => ({ id: "x", label, ...declared }) as unknown as ResolvedField;

/** Numbers as expressions make them: below 10^40, with up to twenty decimals, halves and negative zeros among them. */
const numbers = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n }),
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 0, max: 38 }),
  )
  .map(([digits, scale, dropped]) =>
    new Decimal((digits / 10n ** BigInt(dropped)).toString()).div(new Decimal(10).pow(scale)),
  );
const results = fc.oneof(
  numbers,
  fc.constantFrom("-0", "0.005", "-0.004", "0.5", "999999999999999999999999999999.9").map((text) => new Decimal(text)),
);

const FIELDS = [
  { type: "decimal", precision: 18, scale: 4, min: "0" },
  { type: "decimal", precision: 5, scale: 5 },
  { type: "decimal" },
  { type: "quantity", scale: 3, unitPath: null },
  { type: "percent", min: "0", max: "100" },
  { type: "decimal", precision: 60, scale: 0 },
] as const;

describe("A computed number", () => {
  test.each(FIELDS)("is taken as its text would be: $type of precision $precision, scale $scale", (declared) => {
    const decimals = "scale" in declared ? declared.scale : { decimal: 6, percent: 2 }[declared.type];
    fc.assert(
      fc.property(results, (number) => {
        const asText = parseValue(field(declared), formatDecimal(number, decimals));
        expect(assignValue(field(declared), number, 0)).toEqual(asText);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("in an amount has the decimals of its currency", () => {
    fc.assert(
      fc.property(results, fc.integer({ min: 0, max: 4 }), (number, decimals) => {
        const text = formatDecimal(number, decimals);
        const sent = parseValue(field({ type: "money" }), text);
        expect(assignValue(field({ type: "money" }), number, decimals)).toEqual(
          sent.ok ? { ok: true, value: text } : sent,
        );
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

test("An amount is written as rounding it anew would write it", () => {
  const texts = fc.tuple(
    fc.constantFrom("", "-", "+", "0", "00"),
    fc.nat(),
    fc.constantFrom("", ".0", ".00", ".5", ".50", ".005", ".999"),
  );
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 4 }), ([sign, whole, rest], decimals) => {
      const text = `${sign}${whole}${rest}`;
      expect(roundMoney(text, decimals)).toBe(formatDecimal(parseDecimal(text), decimals));
    }),
    { seed: SEED, numRuns: 5_000 },
  );
});
