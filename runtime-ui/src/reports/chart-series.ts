import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import { currencyOfCell, type ReportColumn, type ReportRow } from "./report-cell-text.ts";

/** One line or one colour of bars: a measure, of one value of the chart's `series`, in one currency. */
export interface ChartSeries {
  readonly measure: ReportColumn;
  readonly currency: string;
  /** Of its dimension; absent where the chart names none. */
  readonly of?: unknown;
  /** By place on the axis; null where it has no figure. */
  readonly data: readonly (number | null)[];
}

export interface ChartFigures {
  /** Values of the axis, in the order of the rows. */
  readonly axis: readonly unknown[];
  readonly series: readonly ChartSeries[];
}

/** The figures of a chart. Amounts of two currencies never share a series, nor are rows of one place added up. */
export function chartFigures(
  { chart }: Pick<ReportAnswer, "chart">,
  rows: readonly ReportRow[],
  measures: readonly ReportColumn[],
  ownCurrency: string,
): ChartFigures {
  const places = new Map<string, unknown>();
  const found = new Map<string, Omit<ChartSeries, "data"> & { readonly at: Map<string, number | null> }>();
  for (const row of rows) {
    const x = row[chart!.x];
    for (const measure of measures) {
      const currency = measure.type === "money" ? currencyOfCell(row, measure.id, ownCurrency) : "";
      const of = chart!.series === undefined ? {} : { of: row[chart!.series] };
      const key = JSON.stringify([measure.id, currency, of]);
      const series = found.get(key) ?? { measure, currency, ...of, at: new Map<string, number | null>() };
      found.set(key, series);
      const place = freePlace(series.at, x);
      places.set(place, x);
      series.at.set(place, figureOf(row[measure.id]));
    }
  }
  const axis = [...places.keys()];
  const series = [...found.values()].map(({ at, ...rest }) => ({
    ...rest,
    data: axis.map((place) => at.get(place) ?? null),
  }));
  return { axis: [...places.values()], series };
}

/** Rows that differ in something the chart does not show stand side by side. */
function freePlace(taken: ReadonlyMap<string, unknown>, x: unknown): string {
  const place = (turn: number) => JSON.stringify([x ?? null, turn]);
  let turn = 0;
  while (taken.has(place(turn))) turn++;
  return place(turn);
}

const figureOf = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
