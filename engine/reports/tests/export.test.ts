import { describe, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import { renderCsv } from "../export/render-csv.ts";
import { renderXlsx } from "../export/render-xlsx.ts";
import { reportTable } from "../export/report-table.ts";
import type { ReportColumn, ReportResult } from "../types.ts";

const column = (
  id: string,
  type: ReportColumn["type"],
  kind: ReportColumn["kind"],
  more: Partial<ReportColumn> = {},
) => {
  return { id, type, kind, label: { fr: `${id} fr`, en: id }, ...more };
};

const RESULT: ReportResult = {
  report: { id: "sample", label: { fr: "Exemple [1/2]", en: "Sample" }, kind: "detail" },
  params: {},
  columns: [
    column("name", "text", "dimension"),
    column("who", "link", "dimension", { to: "member" }),
    column("day", "date", "dimension"),
    column("grade", "text", "dimension", { options: { a: { fr: "Très bien", en: "Very good" } } }),
    column("paid", "boolean", "dimension"),
    column("net", "money", "measure", { group: { fr: "Montants", en: "Amounts" } }),
    column("pieces", "integer", "measure"),
  ],
  rows: [
    {
      name: "=cmd|' /C calc'!A0",
      who: { id: "x", title: "@ann" },
      day: "2026-02-01",
      grade: "a",
      paid: true,
      net: "-1234.50",
      pieces: 3,
    },
    { name: 'a;b,"c"\nd', who: null, day: null, grade: "z", paid: null, net: "12345678901234567.89", pieces: 0 },
  ],
  opening: { net: "10.00" },
  totals: { net: "-1224.50", pieces: 3 },
  groups: null,
  row_count: 2,
  chart: null,
  drill: "documents",
};

describe("CSV", () => {
  test("French files have semicolons, decimal commas and days first; what would run as a formula is a text", () => {
    expect(renderCsv(reportTable(RESULT, "fr"), "fr")).toBe(
      "\uFEFFname fr;who fr;day fr;grade fr;paid fr;Montants – net fr;pieces fr\r\n" +
        "Solde d’ouverture;;;;;10,00;\r\n" +
        "'=cmd|' /C calc'!A0;'@ann;01/02/2026;Très bien;Oui;-1234,50;3\r\n" +
        '"a;b,""c""\nd";;;z;;12345678901234567,89;0\r\n' +
        "Total;;;;;-1224,50;3\r\n",
    );
  });

  test("groups stand below what they are and their opening, above their total; a group may have an opening alone", () => {
    const group = { values: { grade: "a", name: "Ann" }, row_count: 3, begins: true, ends: true };
    const groups = [
      { ...group, opening: { net: "10.00" }, totals: { net: "2.50" }, rows: 1, ends: false },
      { ...group, values: { grade: null, name: "Bob" }, opening: { net: "7" }, totals: { net: "0.00" }, rows: 0 },
    ];
    const lines = renderCsv(reportTable({ ...RESULT, groups }, "en"), "en").split("\r\n");
    expect(lines.slice(1, 5).map((text) => [text.split(",")[0], text.split(",")[5]])).toEqual([
      ["Very good – Ann – Opening balance", "10.00"],
      ["'=cmd|' /C calc'!A0", "-1234.50"],
      ["Bob – Opening balance", "7"],
      ["Total Bob", "0.00"],
    ]);
  });

  test("English files have commas, decimal points and ISO dates", () => {
    const lines = renderCsv(reportTable(RESULT, "en"), "en").split("\r\n");
    expect(lines[0]).toBe("\uFEFFname,who,day,grade,paid,Amounts – net,pieces");
    expect(lines[2]).toBe("'=cmd|' /C calc'!A0,'@ann,2026-02-01,Very good,Yes,-1234.50,3");
  });

  test.each(["=1+1", "+1", "-1", "@a", "\tx", "\rx", "＝1"])("%j at the beginning of a text is neutralised", (text) => {
    const table = {
      title: "t",
      header: [text],
      rows: [[{ kind: "text", text } as const]],
      headings: new Set<number>(),
      totals: null,
    };
    const cells = renderCsv(table, "en").replace("\uFEFF", "").replaceAll('"', "");
    expect(cells.startsWith(`'${text}`)).toBe(true);
    expect(cells.slice(text.length + 3).startsWith(`'${text}`)).toBe(true);
  });
});

describe("workbook", () => {
  test("numbers are numbers, dates dates, texts never formulas, long numbers exact", async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await renderXlsx(reportTable(RESULT, "fr"), "fr")).buffer as ArrayBuffer);
    const sheet = workbook.worksheets[0]!;
    expect(sheet.name).toBe("Exemple  1 2");
    const cell = (row: number, at: number) => sheet.getRow(row).getCell(at);
    expect(cell(1, 6).value).toBe("Montants – net fr");
    expect(cell(2, 6).value).toBe(10);
    expect([cell(3, 1).value, cell(3, 1).type]).toEqual(["=cmd|' /C calc'!A0", ExcelJS.ValueType.String]);
    expect(cell(3, 3).value).toEqual(new Date("2026-02-01T00:00:00Z"));
    expect([cell(3, 6).value, cell(3, 6).numFmt]).toEqual([-1234.5, "#,##0.00"]);
    expect(cell(4, 6).value).toBe("12345678901234567.89");
    expect([cell(5, 1).value, cell(5, 7).value]).toEqual(["Total", 3]);
  });
});
