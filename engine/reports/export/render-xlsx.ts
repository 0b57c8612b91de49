import ExcelJS from "exceljs";
import type { Language } from "../../kernel/index.ts";
import { type Cell, type ReportTable, word } from "./report-table.ts";

const DATE_FORMAT = { fr: "dd/mm/yyyy", en: "yyyy-mm-dd" } as const;
/** Digits a spreadsheet's number holds exactly. */
const EXACT_DIGITS = 15;
const WIDTH_MIN = 8;
const WIDTH_MAX = 60;

/** A workbook with one sheet: numbers are numbers, dates dates, texts never formulas; longer numbers stay exact as text. */
export async function renderXlsx(table: ReportTable, language: Language): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(sheetName(table.title), { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.addRow([...table.header]).font = { bold: true };
  for (const row of table.rows) addCells(sheet, row, language);
  if (table.totals) addCells(sheet, table.totals, language).font = { bold: true };
  table.header.forEach((heading, index) => {
    const widths = table.rows.slice(0, 200).map((row) => widthOf(row[index]));
    sheet.getColumn(index + 1).width = Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, heading.length + 2, ...widths));
  });
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function addCells(sheet: ExcelJS.Worksheet, cells: readonly Cell[], language: Language): ExcelJS.Row {
  const row = sheet.addRow(cells.map((cell) => cellValue(cell, language)));
  cells.forEach((cell, index) => {
    if (cell.kind === "number") row.getCell(index + 1).numFmt = numberFormat(cell.decimals);
    if (cell.kind === "date") row.getCell(index + 1).numFmt = DATE_FORMAT[language];
  });
  return row;
}

function cellValue(cell: Cell, language: Language): ExcelJS.CellValue {
  switch (cell.kind) {
    case "empty":
      return null;
    case "number":
      return cell.digits.replace(/\D/g, "").replace(/^0+/, "").length <= EXACT_DIGITS
        ? Number(cell.digits)
        : cell.digits;
    case "date":
      return new Date(`${cell.iso}T00:00:00Z`);
    case "boolean":
      return word(cell.value ? "yes" : "no", language);
    case "text":
      return cell.text;
  }
}

const numberFormat = (decimals: number): string => (decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`);

function widthOf(cell: Cell | undefined): number {
  if (cell?.kind === "text") return cell.text.length + 2;
  return cell?.kind === "number" ? cell.digits.length + 4 : WIDTH_MIN + 4;
}

/** Sheet names are short and without a few signs. */
const sheetName = (title: string): string =>
  title
    .replace(/[\\/?*[\]:]/g, " ")
    .slice(0, 31)
    .trim() || "Report";
