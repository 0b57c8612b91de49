import { describe, expect, test } from "@jest/globals";
import { formatMoney, formatPercent, parseNumberText } from "./numbers.ts";

describe("numbers are written as each language writes them", () => {
  test("French amounts have narrow no-break spaces, a comma and the currency behind", () => {
    expect(formatMoney("1234567.5", "EUR", "fr")).toBe("1\u202f234\u202f567,50\u00a0€");
  });

  test("an amount keeps every digit, however long", () => {
    expect(formatMoney("90071992547409931234.56", "EUR", "en")).toBe("€90,071,992,547,409,931,234.56");
  });

  test("a currency without decimals shows none", () => {
    expect(formatMoney("15000", "XOF", "fr")).toMatch(/^15\u202f000\u00a0F.CFA$/);
  });

  test("no value is no text", () => {
    expect(formatMoney(null, "EUR", "fr")).toBe("");
  });

  test("a French percentage stands off its sign", () => {
    expect(formatPercent("5.5", 2, "fr")).toBe("5,5\u202f%");
  });
});

describe("numbers are read as people type and paste them", () => {
  test.each([
    ["1 234,56", "fr", "1234.56"],
    ["1\u202f234,56 €", "fr", "1234.56"],
    ["1.234,56", "fr", "1234.56"],
    ["1,234.56", "en", "1234.56"],
    ["1,234", "en", "1234"],
    ["1,234", "fr", "1.234"],
    ["(12.50)", "en", "-12.50"],
    ["−3", "fr", "-3"],
    [",5", "fr", "0.5"],
    ["12.", "en", "12"],
  ] as const)("%s in %s is %s", (text, language, expected) => {
    expect(parseNumberText(text, language)).toBe(expected);
  });

  test.each(["", "abc", "1,2,3", "--1", "1e5"])("%p is no number", (text) => {
    expect(parseNumberText(text, "fr")).toBeNull();
  });
});
