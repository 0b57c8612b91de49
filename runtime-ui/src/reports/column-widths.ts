import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import type { Language } from "../../../engine/kernel/index.ts";
import { textWidth } from "../grid/text-width.ts";
import {
  currencyOfCell,
  isFigureColumn,
  type ReportColumn,
  type ReportRow,
  reportCellText,
} from "./report-cell-text.ts";

const ROWS_LOOKED_AT = 200;
const TEXT_MAX = 300;
/** Codes, dates and numbers of documents: short enough to be shown whole. */
const SHORT_MAX = 150;

export interface ColumnWidth {
  readonly width: number;
  /** Share of what is left over; figures take none. */
  readonly flex?: number;
}

/** Widths after what the columns hold: figures and codes are never cut, longer texts share the rest by their length. */
export function columnWidths(
  answer: ReportAnswer,
  language: Language,
  currency: string,
  labelOf: (column: ReportColumn) => string,
): ReadonlyMap<string, ColumnWidth> {
  const sums = (answer.groups ?? []).flatMap(({ opening, totals }) => [opening, totals]);
  const rows = [...answer.rows.slice(0, ROWS_LOOKED_AT), ...sums, answer.totals, answer.opening].filter(
    (row) => row !== null,
  );
  const textOf = (column: ReportColumn, row: ReportRow) =>
    reportCellText(column, row[column.id], language, currencyOfCell(row, column.id, currency));
  return new Map(
    answer.columns.map((column) => {
      const lengths = rows.map((row) => textOf(column, row).length);
      const longest = Math.max(labelOf(column).length, ...lengths);
      const width = textWidth(longest);
      if (isFigureColumn(column)) return [column.id, { width: Math.max(width, 96) }];
      const text = Math.min(Math.max(width, 64), TEXT_MAX);
      return [column.id, text <= SHORT_MAX ? { width: text } : { width: text, flex: text }];
    }),
  );
}
