import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import { type Language, localize } from "../../../engine/kernel/index.ts";
import { formatDate, formatDateTime, formatMonth } from "../format/dates.ts";
import { formatAmount, formatCount, formatDecimal, formatPercent } from "../format/numbers.ts";

export type ReportColumn = ReportAnswer["columns"][number];
export type ReportRow = ReportAnswer["rows"][number];

const NUMERIC = new Set(["money", "quantity", "decimal", "integer", "percent", "number"]);

export const isFigureColumn = (column: ReportColumn) => NUMERIC.has(column.type);

function dateText(value: string, bucket: ReportColumn["bucket"], language: Language): string {
  switch (bucket) {
    case "month":
      return formatMonth(value, language);
    case "quarter":
      return `T${Math.floor((Number(value.slice(5, 7)) - 1) / 3) + 1} ${value.slice(0, 4)}`;
    case "year":
      return value.slice(0, 4);
    default:
      return formatDate(value, language);
  }
}

/** Currency of an amount of a row: the one its measure tells, else the organization's. */
export function currencyOfCell(row: ReportRow, column: string, own: string): string {
  const codes = row["$currencies"] as Readonly<Record<string, string | null>> | undefined;
  return codes?.[column] ?? own;
}

/** A figure or dimension as read; nought is left blank so that the eye finds what matters. */
export function reportCellText(column: ReportColumn, value: unknown, language: Language, currency: string): string {
  if (value === null || value === undefined) return "";
  const options = column.options?.[String(value)];
  if (options) return localize(options, language);
  switch (column.type) {
    case "money":
      return Number(value) === 0 ? "" : formatAmount(value, currency, language);
    case "integer":
      return typeof value === "number" ? formatCount(value, language) : formatDecimal(value, 0, language);
    case "percent":
      return formatPercent(value, 2, language);
    case "quantity":
    case "decimal":
    case "number":
      return formatDecimal(value, 3, language);
    case "date":
      return dateText(String(value), column.bucket, language);
    case "datetime":
      return formatDateTime(value, language);
    case "boolean":
      return value ? "✓" : "";
    case "link":
      return (value as { readonly title?: string | null }).title ?? "";
    default:
      return String(value);
  }
}

/** What a group of rows is: its code and name, say. */
export function groupName(columns: readonly ReportColumn[], values: ReportRow, language: Language): string {
  const texts = Object.entries(values).map(([id, value]) => {
    const column = columns.find((one) => one.id === id);
    if (column && !isFigureColumn(column)) return reportCellText(column, value, language, "");
    return typeof value === "object" ? ((value as { readonly title?: string } | null)?.title ?? "") : String(value);
  });
  return texts.filter((text) => text !== "").join(" – ");
}
