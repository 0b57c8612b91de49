import { describe, expect, test } from "@jest/globals";
import { currencyDecimals } from "./money.ts";

/** Where some version of Intl departs from ISO 4217: it gives these the decimals of the coins in use. */
const BY_COINS = new Set("AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR RSD SLL SOS SYP YER".split(" "));

const decimalsOfIntl = (currency: string) =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;

describe("an amount has the decimals ISO 4217 gives its currency", () => {
  test("which are those of Intl, for every currency it knows, but where it counts coins", () => {
    const codes = [...Intl.supportedValuesOf("currency"), "CLF", "UYW"];
    expect(codes.length).toBeGreaterThan(150);
    const others = codes.filter((code) => currencyDecimals(code) !== decimalsOfIntl(code));
    expect(others.filter((code) => !BY_COINS.has(code))).toEqual([]);
  });

  test.each([
    ["EUR", 2],
    ["XOF", 0],
    ["XAF", 0],
    ["TND", 3],
    ["IQD", 3],
    ["JPY", 0],
    ["USD", 2],
    ["MGA", 2],
    ["MRU", 2],
    ["HUF", 2],
    ["CLF", 4],
  ])("%s has %i", (code, decimals) => {
    expect(currencyDecimals(code)).toBe(decimals);
  });

  test("what is no currency has two, and is not an error", () => {
    expect(["", "eur", "ZZZ", "EURO", "constructor"].map(currencyDecimals)).toEqual([2, 2, 2, 2, 2]);
  });
});
