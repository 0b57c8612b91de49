import type ExcelJS from "exceljs";
import { streamWorkbook } from "../../documents/export-files/index.ts";
import type { Language } from "../../kernel/index.ts";
import { type Cell, type ReportTable, word } from "./report-table.ts";

const DATE_FORMAT = { fr: "dd/mm/yyyy", en: "yyyy-mm-dd" } as const;
/** Digits a spreadsheet's number holds exactly. */
const EXACT_DIGITS = 15;
const WIDTH_MIN = 8;
const WIDTH_MAX = 60;

/** A workbook with one sheet: numbers are numbers, dates dates, texts never formulas; longer numbers stay exact as text. */
export async function renderXlsx(table: ReportTable, language: Language): Promise<Uint8Array> {
  const columns = table.header.map((heading, index) => {
    const widths = table.rows.slice(0, 200).map((row) => widthOf(row[index]));
    return { header: heading, width: Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, heading.length + 2, ...widths)) };
  });
  return streamWorkbook(sheetName(table.title), columns, (sheet) => {
    table.rows.forEach((cells, index) => {
      const row = addCells(sheet, cells, language);
      if (table.headings.has(index)) row.font = { bold: true };
      row.commit();
    });
    if (!table.totals) return;
    const totals = addCells(sheet, table.totals, language);
    totals.font = { bold: true };
    totals.commit();
  });
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
