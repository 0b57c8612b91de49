import type { FieldType } from "../../contract/index.ts";
import type { JsonValue } from "../types.ts";
import type { ExportColumn } from "./export-columns.ts";

/** Type of the values of a column; null for plain texts. */
export const typeOf = ({ field }: ExportColumn): FieldType | null =>
  field === null ? null : field.type === "computed" ? field.result : field.type;

/** A value as text: choices in words where the column has them, several beside each other. */
export function worded({ words }: ExportColumn, value: JsonValue): string {
  const wordOf = (item: JsonValue) =>
    words && Object.hasOwn(words, String(item)) ? words[String(item)]! : String(item);
  if (Array.isArray(value)) return value.map(wordOf).join("; ");
  return typeof value === "object" ? JSON.stringify(value) : wordOf(value);
}
