import { familyOf } from "../../contract/index.ts";
import { type Language, localInstant } from "../../kernel/index.ts";
import type { JsonValue } from "../types.ts";
import type { ExportColumn } from "./export-columns.ts";
import { typeOf, worded } from "./export-value.ts";
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

function cellText(column: ExportColumn, value: JsonValue, language: Language): string {
  const { decimal, yes, no } = WRITING[language];
  const { field, timeZone } = column;
  if (value === null) return "";
  if (typeof value === "boolean") return value ? yes : no;
  if (typeof value === "number") return String(value).replace(".", decimal);
  if (typeof value === "object") return guardText(worded(column, value));
  if (field && familyOf(field) === "number") return value.replace(".", decimal);
  const type = typeOf(column);
  if (type === "date") return written(value, language);
  if (type !== "datetime" || timeZone === null) return guardText(worded(column, value));
  const [date, time] = localInstant(value, timeZone);
  return `${written(date, language)} ${time}`;
}

const written = (date: string, language: Language): string =>
  language === "fr" ? date.split("-").reverse().join("/") : date;

/** Semicolons are always quoted: a French spreadsheet cuts there, whatever language the file was made for. */
const quoted = (text: string, delimiter: string): string =>
  text.includes(delimiter) || /[";\t\r\n]/.test(text) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text;
