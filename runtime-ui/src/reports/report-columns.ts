import type { CellStyle, ColDef, ColGroupDef, ColSpanParams } from "ag-grid-community";
import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import type { LocalizedText } from "../../../engine/kernel/index.ts";
import type { ColumnWidth } from "./column-widths.ts";
import { type OnFigure, ReportCell } from "./report-cell.tsx";
import { isFigureColumn, type ReportColumn, type ReportRow } from "./report-cell-text.ts";

type Definition = ColDef<ReportRow> | ColGroupDef<ReportRow>;

interface ColumnsOptions {
  readonly answer: ReportAnswer;
  readonly widths: ReadonlyMap<string, ColumnWidth>;
  readonly onFigure: OnFigure;
  readonly localize: (text: LocalizedText | undefined) => string;
}

/** Columns of a report's table; neighbours of one group stand below a common heading. What groups of rows share stands in their heading alone. */
export function reportColumns(options: ColumnsOptions): Definition[] {
  const definitions: Definition[] = [];
  const shared = new Set(Object.keys(options.answer.groups?.[0]?.values ?? {}));
  const columns = options.answer.columns.filter(({ id }) => !shared.has(id));
  for (const [index, column] of columns.entries()) {
    const definition = columnDefinition(column, index, columns, options);
    if (!column.group) {
      definitions.push(definition);
      continue;
    }
    const headerName = options.localize(column.group);
    const last = definitions.at(-1);
    if (last && "children" in last && last.headerName === headerName) last.children.push(definition);
    else definitions.push({ headerName, children: [definition], marryChildren: true });
  }
  return definitions;
}

function columnDefinition(
  column: ReportColumn,
  index: number,
  columns: readonly ReportColumn[],
  { answer, widths, onFigure, localize }: ColumnsOptions,
): ColDef<ReportRow> {
  const isFigure = isFigureColumn(column);
  const size = widths.get(column.id) ?? { width: 120 };
  const style: CellStyle = isFigure ? { fontVariantNumeric: "tabular-nums" } : {};
  return {
    colId: column.id,
    headerName: localize(column.label),
    type: isFigure ? "rightAligned" : undefined,
    ...size,
    minWidth: Math.min(size.width, size.flex ? 132 : 150),
    cellStyle: style,
    colSpan: ({ data }: ColSpanParams<ReportRow>) => (index === 0 && data?.["$kind"] ? headingSpan(columns) : 1),
    cellRenderer: ReportCell,
    cellRendererParams: { column, answer, onFigure, isFirst: index === 0 },
  };
}

/** The word before totals takes the room of the texts beside it. */
function headingSpan(columns: readonly ReportColumn[]): number {
  const first = columns.findIndex(isFigureColumn);
  return Math.max(1, first);
}
