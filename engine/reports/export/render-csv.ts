import type { Language } from "../../kernel/index.ts";
import { type Cell, type ReportTable, word } from "./report-table.ts";

/** How a spreadsheet of the language expects its file. */
const DIALECTS = {
  fr: { separator: ";", decimal: "," },
  en: { separator: ",", decimal: "." },
} as const;

/** What a spreadsheet takes for a formula at the beginning of a cell. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const BYTE_ORDER_MARK = "\uFEFF";

/** CSV with French or English separators; texts that would run as formulas are made texts by an apostrophe. */
export function renderCsv(table: ReportTable, language: Language): string {
  const { separator } = DIALECTS[language];
  const lines = [table.header.map((text) => quote(neutral(text), separator))];
  for (const row of table.totals ? [...table.rows, table.totals] : table.rows) {
    lines.push(row.map((cell) => quote(written(cell, language), separator)));
  }
  return `${BYTE_ORDER_MARK}${lines.map((line) => line.join(separator)).join("\r\n")}\r\n`;
}

function written(cell: Cell, language: Language): string {
  switch (cell.kind) {
    case "empty":
      return "";
    case "number":
      return cell.digits.replace(".", DIALECTS[language].decimal);
    case "date":
      return language === "fr" ? cell.iso.split("-").reverse().join("/") : cell.iso;
    case "boolean":
      return word(cell.value ? "yes" : "no", language);
    case "text":
      return neutral(cell.text);
  }
}

const neutral = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

const quote = (text: string, separator: string): string =>
  /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
