import { familyOf } from "../../contract/index.ts";
import { type Language, localInstant } from "../../kernel/index.ts";
import { streamWorkbook } from "../export-files/index.ts";
import type { JsonValue } from "../types.ts";
import type { ExportColumn } from "./export-columns.ts";
import { typeOf, worded } from "./export-value.ts";
import { guardText } from "./formula-guard.ts";

type Row = Readonly<Record<string, JsonValue>>;

/** Digits a spreadsheet keeps of a number; longer ones are written as text so that none is lost. */
const EXACT_DIGITS = 15;
const WIDTH_MAX = 60;
const DATE_FORMAT = { fr: "dd/mm/yyyy", en: "yyyy-mm-dd" } as const;

/** One sheet. Numbers and dates are typed cells; no cell is ever a formula. */
export async function writeWorkbook(
  columns: readonly ExportColumn[],
  rows: Iterable<Row>,
  language: Language,
): Promise<Uint8Array> {
  const headed = columns.map((column) => {
    const numFmt = formatOf(column, language);
    const width = Math.min(WIDTH_MAX, Math.max(12, column.label.length + 2));
    return { header: column.label, width, ...(numFmt ? { style: { numFmt } } : {}) };
  });
  const amounts = columns.flatMap((column, index) => (typeOf(column) === "money" ? [index] : []));
  return streamWorkbook("Export", headed, (sheet) => {
    for (const row of rows) {
      const cells = sheet.addRow(columns.map((column) => typedCell(column, row[column.path] ?? null)));
      // Currencies differ in their decimals, from row to row.
      for (const index of amounts) cells.getCell(index + 1).numFmt = amountFormat(row[columns[index]!.path]);
      cells.commit();
    }
  });
}

function amountFormat(value: JsonValue | undefined): string {
  const decimals = typeof value === "string" ? (value.split(".")[1]?.length ?? 0) : 0;
  return decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`;
}

function formatOf(column: ExportColumn, language: Language): string | null {
  const type = typeOf(column);
  if (type === "date") return DATE_FORMAT[language];
  return type === "datetime" && column.timeZone !== null ? `${DATE_FORMAT[language]} hh:mm` : null;
}

function typedCell(column: ExportColumn, value: JsonValue): string | number | boolean | Date | null {
  const { field, timeZone } = column;
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "object") return guardText(worded(column, value));
  const type = typeOf(column);
  if (type === "date") return new Date(`${value}T00:00:00Z`);
  // A workbook knows no time zones: what clocks show is written as if it were UTC.
  if (type === "datetime" && timeZone !== null) return new Date(`${localInstant(value, timeZone).join("T")}:00Z`);
  if (field && familyOf(field) === "number" && value.replace(/\D/g, "").length <= EXACT_DIGITS) return Number(value);
  return guardText(worded(column, value));
}
