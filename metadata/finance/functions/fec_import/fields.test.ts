import { describe, expect, test } from "@jest/globals";
import { decodeText } from "./decode-text.ts";
import { centsForReading, centsText, parseCents } from "./parse-amount.ts";
import { parseDate } from "./parse-date.ts";
import { journalType } from "./plan-journals.ts";

describe("amounts", () => {
  test.each([
    ["1234,56", 123456],
    ["1 234,56", 123456],
    ["1\u00a0234\u202f567,8", 123456780],
    ["1234.5", 123450],
    ["-12,5", -1250],
    ["+12", 1200],
    ["1.234.567,89", 123456789],
    ["1.234,5", 123450],
    ["12,3400", 1234],
    ["", 0],
    ["-", 0],
    ["-0,00", 0],
  ])("%s is %d cents", (text, cents) => {
    expect(parseCents(text)).toBe(cents);
  });

  test.each(["12,345", "abc", "1,2,3", "12-", "1e3", "0x10", "99999999999999999"])("%s is refused", (text) => {
    expect(parseCents(text)).toBeNull();
  });

  test("are written as exact decimals and as French people read them", () => {
    expect([0, 5, -5, 123456].map(centsText)).toEqual(["0.00", "0.05", "-0.05", "1234.56"]);
    expect(centsForReading(123456789)).toBe("1\u202f234\u202f567,89");
  });
});

describe("dates", () => {
  test("are AAAAMMJJ, and only days that exist", () => {
    expect(parseDate("20240229")).toBe("2024-02-29");
    expect(parseDate("2025-01-31")).toBe("2025-01-31");
    for (const wrong of ["20250229", "20251301", "31/01/2025", "", "2025013"]) expect(parseDate(wrong)).toBeNull();
  });
});

describe("encodings", () => {
  const text = "Sœur Élise 12 €";

  test("UTF-8, with and without mark, and UTF-16 are read", () => {
    expect(decodeText(Buffer.from(text))).toBe(text);
    expect(decodeText(Buffer.from(`\ufeff${text}`)).replace("\ufeff", "")).toBe(text);
    expect(decodeText(Buffer.from(`\ufeff${text}`, "utf16le")).replace("\ufeff", "")).toBe(text);
  });

  test("ISO-8859-15 keeps œ and €", () => {
    const bytes = Buffer.from([
      0x53, 0xbd, 0x75, 0x72, 0x20, 0xc9, 0x6c, 0x69, 0x73, 0x65, 0x20, 0x31, 0x32, 0x20, 0xa4,
    ]);
    expect(decodeText(bytes)).toBe(text);
  });

  test("Windows files are known by characters ISO-8859-15 does not use", () => {
    const bytes = Buffer.from([
      0x53, 0x9c, 0x75, 0x72, 0x20, 0xc9, 0x6c, 0x69, 0x73, 0x65, 0x20, 0x31, 0x32, 0x20, 0x80,
    ]);
    expect(decodeText(bytes)).toBe(text);
  });
});

describe("types of journals", () => {
  test.each([
    ["VE", "Ventes", "sales"],
    ["HA", "", "purchases"],
    ["X1", "Banque postale", "bank"],
    ["CA", "", "cash"],
    ["CA", "Crédit Agricole", "bank"],
    ["RAN", "Report à nouveau", "opening"],
    ["OD", "Opérations diverses", "general"],
    ["CLO", "OD de clôture", "general"],
  ])("%s %s is %s", (code, label, type) => {
    expect(journalType(code, label)).toBe(type);
  });
});
