import { describe, expect, test } from "@jest/globals";
import { currencyDecimals, unusualCurrencies } from "./money.ts";

/** ISO 4217, list one of 2026: the currencies whose minor unit is not a hundredth. */
const STANDARD: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

const standard = new Map(
  Object.entries(STANDARD).flatMap(([decimals, codes]) =>
    codes.split(" ").map((code): [string, number] => [code, Number(decimals)]),
  ),
);

describe("an amount has the decimals ISO 4217 gives its currency", () => {
  test("for every currency that Intl or the standard knows", () => {
    const codes = [...new Set([...Intl.supportedValuesOf("currency"), ...standard.keys()])];
    expect(codes.length).toBeGreaterThan(150);
    const wrong = codes.filter((code) => currencyDecimals(code) !== (standard.get(code) ?? 2));
    expect(wrong).toEqual([]);
  });

  test.each([
    ["EUR", 2],
    ["XOF", 0],
    ["XAF", 0],
    ["TND", 3],
    ["JPY", 0],
    ["USD", 2],
    ["MGA", 2],
    ["MRU", 2],
    ["HUF", 2],
  ])("%s has %i", (code, decimals) => {
    expect(currencyDecimals(code)).toBe(decimals);
  });

  test("what is no currency has two, and is not an error", () => {
    expect(["", "eur", "ZZZ", "EURO", "constructor"].map(currencyDecimals)).toEqual([2, 2, 2, 2, 2]);
  });

  test("those to be written down are exactly the others", () => {
    expect([...unusualCurrencies().codes].sort()).toEqual([...standard.keys()].sort());
  });
});
