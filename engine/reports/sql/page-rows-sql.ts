import { quoteIdent } from "../../database/index.ts";
import type { CheckedMeasure } from "../definition/checked-report.ts";
import { rowCurrencies, rowFigureSql } from "./currency-sql.ts";
import { dimensionJsonSql } from "./dimension-sql.ts";
import { columnOf, type FigureSql, figureSql } from "./figures.ts";
import { openingBy } from "./opening-sql.ts";
import { orderSql } from "./order-sql.ts";
import type { ReportPage, Stage } from "./stage.ts";

/** The rows of a page in order as a JSON array, from the FROM item `rows` (alias `_f`). */
export function pageRowsSql(stage: Stage, figures: FigureSql, rows: string, page: ReportPage): string {
  const { context, checked } = stage;
  const isDetail = checked.report.kind === "detail";
  const measures = checked.measures.filter(({ hidden }) => !hidden);
  const order = orderSql(stage, figures);
  const shown = figureSql(context, checked, stage.params, (id) => columnOf("_p", id));
  const named = (id: string, sql: string) => `${sql} as ${quoteIdent(id)}`;
  const items = [
    ...checked.dimensions.map(({ id }) => named(id, figures.dimension(id))),
    ...measures.map((each) => named(each.id, measureSql(stage, figures, each, order))),
    ...(isDetail ? ['_f."$type"', '_f."$id"', '_f."$number"'] : []),
    `row_number() over (order by ${order}) as "$n"`,
  ];
  const json = [
    ...checked.dimensions.map((each) =>
      named(each.id, dimensionJsonSql({ context, report: checked.report }, each, columnOf("_p", each.id))),
    ),
    ...measures.map((each) => named(each.id, rowFigureSql(context, each, columnOf("_p", each.id), shown))),
    ...rowCurrencies(context, measures, shown),
    ...(isDetail
      ? [`json_build_object('type', _p."$type", 'id', _p."$id", 'number', _p."$number") as "$document"`]
      : []),
  ];
  return (
    `select '[' || string_agg(row_to_json(_r)::text, ',' order by _p."$n") || ']' ` +
    `from (select ${items.join(", ")} from ${rows} order by ${order} limit ${page.limit} offset ${page.offset}) _p, ` +
    `lateral (select ${json.join(", ")}) _r`
  );
}

/** A running measure adds up all rows before, whatever the page, starting from the opening; anew at each value of what it restarts at. */
function measureSql({ checked }: Stage, figures: FigureSql, measure: CheckedMeasure, order: string): string {
  const value = figures.measure(measure.id);
  if (!measure.running) return value;
  const hasOpening = checked.opening !== null && measure.formula === null;
  const key = measure.restarts === undefined ? undefined : figures.dimension(measure.restarts);
  const start = hasOpening ? `${openingOf(measure, key)} + ` : "";
  const partition = key === undefined ? "" : `partition by ${key} `;
  return `${start}coalesce(sum(${value}) over (${partition}order by ${order} rows unbounded preceding), 0)`;
}

function openingOf({ id, restarts }: CheckedMeasure, key: string | undefined): string {
  if (restarts === undefined || key === undefined) return `(select ${columnOf("_opening", id)} from _opening)`;
  return `coalesce((select ${columnOf("_o", id)} from ${openingBy(restarts)} _o where _o."$key" is not distinct from ${key}), 0)`;
}
