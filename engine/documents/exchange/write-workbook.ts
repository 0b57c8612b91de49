import { familyOf } from "../../contract/index.ts";
import { streamWorkbook } from "../export-files/index.ts";
import type { JsonValue } from "../types.ts";
import type { ExportColumn } from "./export-columns.ts";
import { guardText } from "./formula-guard.ts";

type Row = Readonly<Record<string, JsonValue>>;

/** Digits a spreadsheet keeps of a number; longer ones are written as text so that none is lost. */
const EXACT_DIGITS = 15;
const WIDTH_MAX = 60;

/** One sheet. Numbers and dates are typed cells; no cell is ever a formula. */
export async function writeWorkbook(columns: readonly ExportColumn[], rows: Iterable<Row>): Promise<Uint8Array> {
  const headed = columns.map(({ label, field }) => ({
    header: label,
    width: Math.min(WIDTH_MAX, Math.max(12, label.length + 2)),
    ...(field?.type === "date" ? { style: { numFmt: "dd/mm/yyyy" } } : {}),
  }));
  return streamWorkbook("Export", headed, (sheet) => {
    for (const row of rows) sheet.addRow(columns.map((column) => typedCell(column, row[column.path] ?? null))).commit();
  });
}

function typedCell({ field }: ExportColumn, value: JsonValue): string | number | boolean | Date | null {
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (Array.isArray(value)) return guardText(value.join("; "));
  if (typeof value === "object") return guardText(JSON.stringify(value));
  const text = String(value);
  const type = field?.type === "computed" ? field.result : field?.type;
  if (type === "date") return new Date(`${text}T00:00:00Z`);
  if (field && familyOf(field) === "number" && text.replace(/\D/g, "").length <= EXACT_DIGITS) return Number(text);
  return guardText(text);
}
