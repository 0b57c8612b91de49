import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/** Rows of one of our own CSV files (comma, header line), all values as text. */
export function loadCsv<Row extends object>(file: URL): Row[] {
  return parse(readFileSync(file, "utf8"), { columns: true, skip_empty_lines: true }) as Row[];
}

/** CSV text with a header line; values with commas or quotes are quoted. */
export function formatCsv<Row extends object>(columns: readonly (keyof Row & string)[], rows: readonly Row[]): string {
  const cell = (value: unknown) => {
    const text = value === null ? "" : typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}
