import { describe, expect, test } from "@jest/globals";
import { formatMoney, formatPercent } from "./numbers.ts";

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
