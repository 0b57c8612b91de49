import { describe, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import type { ResolvedField } from "../../registry/index.ts";
import type { CellFormat, JsonValue } from "../index.ts";
import { refusal } from "../tests/refusal.ts";
import { detectFormat } from "./detect-format.ts";
import { parseCell } from "./parse-cell.ts";
import { detectDelimiter } from "./parse-csv.ts";
import { parseTable } from "./parse-table.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const parse = (bytes: Uint8Array) => parseTable({ fileName: "file", bytes });

describe("a CSV file", () => {
  test.each([
    ["nom;montant\nA;1,5\nB;2,5", ";"],
    ['name,amount\n"Diop, Awa",1.5\nB,2', ","],
    ["a\tb\n1,5\t2,5\n3,5\t4,5", "\t"],
    ["a|b|c\n1|2|3", "|"],
    ["alone\nx\ny", ";"],
  ])("%j is cut at %j", (text, delimiter) => {
    expect(detectDelimiter(text)).toBe(delimiter);
  });

  test("is read in UTF-8 with or without mark, UTF-16 and Windows-1252", async () => {
    const text = "prénom;montant\nAnaïs;1 234,56 €\n";
    const windows = Uint8Array.from(text, (sign) => (sign === "€" ? 0x80 : sign.charCodeAt(0)));
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    for (const bytes of [bytesOf(text), bytesOf(`\uFEFF${text}`), windows, utf16]) {
      const table = await parse(bytes);
      expect(table).toMatchObject({
        columns: ["prénom", "montant"],
        rows: [{ prénom: "Anaïs", montant: "1 234,56 €" }],
      });
    }
  });

  test("may have quotes, line ends in cells, short rows, blank and repeated headers", async () => {
    const { columns, rows } = await parse(bytesOf('a;;a\r\n"1 ""x""";"two\nlines";3\r\n\r\n4'));
    expect(columns).toEqual(["a", "#2", "a (2)"]);
    expect(rows).toEqual([
      { a: '1 "x"', "#2": "two\nlines", "a (2)": "3" },
      { a: "4", "#2": null, "a (2)": null },
    ]);
  });

  test("pictures and documents are no tables", async () => {
    expect((await refusal(parse(bytesOf("%PDF-1.7")))).code).toBe("IMPORT_FILE_UNREADABLE");
    expect((await refusal(parse(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])))).code).toBe("IMPORT_FILE_UNREADABLE");
  });
});

test("a workbook's first sheet is read with its types, never its formulas", async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet("S");
  sheet.addRow(["text", "number", "date", "yes", "formula", "rich", "link", "empty"]);
  sheet.addRow([
    "=1+1",
    1234.56,
    new Date("2025-12-31T00:00:00Z"),
    true,
    { formula: "1+1", result: 2 },
    { richText: [{ text: "bo" }, { text: "ld" }] },
    { text: "site", hyperlink: "https://x.test" },
    null,
  ]);
  const { rows } = await parse(new Uint8Array(await workbook.xlsx.writeBuffer()));
  expect(rows).toEqual([
    {
      text: "=1+1",
      number: 1234.56,
      date: "2025-12-31",
      yes: true,
      formula: 2,
      rich: "bold",
      link: "site",
      empty: null,
    },
  ]);
});

describe("how a file writes numbers and dates", () => {
  test.each<[JsonValue[], CellFormat]>([
    [["1 234,56", "31/12/2025"], { decimalSeparator: ",", dateOrder: "dmy" }],
    [["1,234.56", "12/31/2025"], { decimalSeparator: ".", dateOrder: "mdy" }],
    [["2025-12-31", "0.5"], { decimalSeparator: ".", dateOrder: "ymd" }],
    [["(0,50)", "12,00-", "31.12"], { decimalSeparator: ",", dateOrder: "dmy" }],
    [["$(0.50)", "12.00 CHF"], { decimalSeparator: ".", dateOrder: "dmy" }],
    [["01/02/2025", "1.234"], { decimalSeparator: ",", dateOrder: "dmy" }],
    [[], { decimalSeparator: ",", dateOrder: "dmy" }],
  ])("is guessed from %j", (cells, format) => {
    expect(detectFormat(cells)).toEqual(format);
  });

  const FRENCH: CellFormat = { decimalSeparator: ",", dateOrder: "dmy" };
  const ENGLISH: CellFormat = { decimalSeparator: ".", dateOrder: "mdy" };
  const field = (type: string, more: object = {}) =>
    ({ id: "f", label: { fr: "f", en: "f" }, type, ...more }) as unknown as ResolvedField;
  const CHOICE = field("choice", { options: { open: { label: { fr: "Ouvert", en: "Open" } } } });

  test.each<[ResolvedField, JsonValue, CellFormat, JsonValue]>([
    [field("money"), "1 234,56", FRENCH, "1234.56"],
    [field("money"), "1\u202f234,56 €", FRENCH, "1234.56"],
    [field("money"), "-1.234,5", FRENCH, "-1234.5"],
    [field("money"), "1,234.56", ENGLISH, "1234.56"],
    [field("money"), "(0,50)", FRENCH, "-0.50"],
    [field("money"), "1\u202f234,56- €", FRENCH, "-1234.56"],
    [field("money"), "1,234.56", FRENCH, "1234.56"],
    [field("integer"), "(3)", FRENCH, -3],
    [field("money"), 0.1 + 0.2, FRENCH, "0.3"],
    [field("integer"), "1 012", FRENCH, 1012],
    [field("percent"), "20 %", FRENCH, "20"],
    [field("date"), "31/12/2025", FRENCH, "2025-12-31"],
    [field("date"), "1/2/25", FRENCH, "2025-02-01"],
    [field("date"), "12/31/2025", ENGLISH, "2025-12-31"],
    [field("date"), "2025-12-31T00:00:00.000Z", FRENCH, "2025-12-31"],
    [field("datetime"), "31/12/2025 08:30", FRENCH, "2025-12-31T08:30Z"],
    [field("boolean"), "Oui", FRENCH, true],
    [field("boolean"), "n", FRENCH, false],
    [CHOICE, "ouvert", FRENCH, "open"],
    [CHOICE, "Open", FRENCH, "open"],
    [field("tags"), "a; b ;", FRENCH, ["a", "b"]],
    [field("text"), "'=SUM(A1)", FRENCH, "=SUM(A1)"],
    [field("text"), "'tis", FRENCH, "'tis"],
    [field("text"), "  ", FRENCH, null],
    [field("text"), 75001, FRENCH, "75001"],
    [field("json"), '{"a":1}', FRENCH, { a: 1 }],
  ])("%j: %j is read", (target, cell, format, value) => {
    expect(parseCell(target, cell, format)).toEqual({ value });
  });

  test.each<[string, JsonValue]>([
    ["money", "12,3,4"],
    ["money", "about 5"],
    ["date", "31/02/2025"],
    ["date", "soon"],
    ["boolean", "maybe"],
    ["json", "{"],
  ])("%s: %j is told to be none", (type, cell) => {
    expect(parseCell(field(type), cell, FRENCH)).toHaveProperty("expected");
  });
});
