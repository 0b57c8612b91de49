import { describe, expect, test } from "@jest/globals";
import { type DecimalSign, decimalSignIn, readNumberText } from "./read-number-text.ts";

const typed = (text: string, decimal: DecimalSign) => readNumberText(text, { decimal, isTyped: true });
const filed = (text: string, decimal: DecimalSign) => readNumberText(text, { decimal, isTyped: false });

describe("a number is read alike where it is typed, pasted and imported", () => {
  test.each([
    ["1 234,56", "1234.56"],
    ["1\u202f234,56\u00a0€", "1234.56"],
    ["1\u2009234,56", "1234.56"],
    ["\u200e1'234.56", "1234.56"],
    ["1’234.56 CHF", "1234.56"],
    ["1.234,56", "1234.56"],
    ["1,234.56", "1234.56"],
    ["12,34,567.50", "1234567.50"],
    ["1,234,567", "1234567"],
    ["1.234.567", "1234567"],
    ["(0,50)", "-0.50"],
    ["( 0,50 € )", "-0.50"],
    ["(0,50)\u00a0€", "-0.50"],
    ["$(1,234.50)", "-1234.50"],
    ["0,50-", "-0.50"],
    ["0,50 €-", "-0.50"],
    ["-€0.50", "-0.50"],
    ["€ -0.50", "-0.50"],
    ["−3", "-3"],
    ["–3,5", "-3.5"],
    ["+3", "3"],
    ["15 000 F CFA", "15000"],
    ["XOF 15 000", "15000"],
    ["₦2 500,75", "2500.75"],
    ["20 %", "20"],
    [",5", "0.5"],
    ["12.", "12"],
    ["0,500", "0.500"],
    ["007", "007"],
  ])("%s is %s, whoever wrote it", (text, expected) => {
    const readings = [typed(text, ","), typed(text, "."), filed(text, ","), filed(text, ".")];
    expect(readings).toEqual(readings.map(() => expected));
  });

  test.each<[string, DecimalSign, string, string]>([
    ["1,234", ",", "1.234", "1.234"],
    ["1,234", ".", "1234", "1234"],
    ["1.234", ".", "1.234", "1.234"],
    ["1.234", ",", "1.234", "1234"],
    ["12.5", ",", "12.5", "12.5"],
    ["12,5", ".", "12.5", "12.5"],
  ])("%s where %s is the decimal sign is %s typed and %s in a file", (text, decimal, asTyped, inFile) => {
    expect([typed(text, decimal), filed(text, decimal)]).toEqual([asTyped, inFile]);
  });

  test.each([
    "",
    " ",
    "abc",
    "1,2,3",
    "12,3,4",
    "--1",
    "(-1)",
    "1e5",
    "REF12",
    "12 ABC",
    "€",
    "()",
    "-",
    ".",
    "1-2",
    "31.12.2025",
    "1.2345,6",
  ])("%p is no number", (text) => {
    expect([typed(text, ","), typed(text, "."), filed(text, ","), filed(text, ".")]).toEqual([null, null, null, null]);
  });

  test.each<[string, DecimalSign | null]>([
    ["(0,50)", ","],
    ["1 234,5 €", ","],
    ["0.5-", "."],
    ["1,234", null],
    ["1.234", null],
    ["31.12.2025", null],
    ["a,b", null],
    ["12", null],
  ])("%s proves %s as decimal sign", (text, sign) => {
    expect(decimalSignIn(text)).toBe(sign);
  });
});
