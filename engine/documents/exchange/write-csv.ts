import { familyOf } from "../../contract/index.ts";
import type { Language } from "../../kernel/index.ts";
import type { JsonValue } from "../types.ts";
import type { ExportColumn } from "./export-columns.ts";
import { guardText } from "./formula-guard.ts";

type Row = Readonly<Record<string, JsonValue>>;

/** How a spreadsheet of each language reads a CSV file without asking. */
const WRITING = {
  fr: { delimiter: ";", decimal: ",", yes: "oui", no: "non" },
  en: { delimiter: ",", decimal: ".", yes: "yes", no: "no" },
} as const;

const BOM = "\uFEFF";

/** UTF-8 with a byte order mark. Numbers stay numbers; texts that look like formulas get an apostrophe in front. */
export function writeCsv(columns: readonly ExportColumn[], rows: Iterable<Row>, language: Language): Uint8Array {
  const { delimiter } = WRITING[language];
  const line = (cells: readonly string[]) => `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`;
  const lines = [BOM, line(columns.map(({ label }) => guardText(label)))];
  for (const row of rows)
    lines.push(line(columns.map((column) => cellText(column, row[column.path] ?? null, language))));
  return new TextEncoder().encode(lines.join(""));
}

function cellText({ field }: ExportColumn, value: JsonValue, language: Language): string {
  const { decimal, yes, no } = WRITING[language];
  if (value === null) return "";
  if (typeof value === "boolean") return value ? yes : no;
  if (typeof value === "number") return String(value).replace(".", decimal);
  if (field && familyOf(field) === "number") return String(value).replace(".", decimal);
  if (field?.type === "date" && typeof value === "string" && language === "fr")
    return value.split("-").reverse().join("/");
  if (Array.isArray(value)) return guardText(value.join("; "));
  return guardText(typeof value === "object" ? JSON.stringify(value) : value);
}

/** Semicolons are always quoted: a French spreadsheet cuts there, whatever language the file was made for. */
const quoted = (text: string, delimiter: string): string =>
  text.includes(delimiter) || /[";\t\r\n]/.test(text) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text;
