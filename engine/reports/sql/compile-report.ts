import { quoteIdent } from "../../database/index.ts";
import { currencyDecimalsSql, type QueryContext } from "../../database/query/index.ts";
import type { CheckedReport } from "../definition/checked-report.ts";
import { type SourceRows, sourceRows } from "../source/source-rows.ts";
import { dimensionJsonSql, dimensionValueSql } from "./dimension-sql.ts";
import {
  aggregateSql,
  baseMeasures,
  columnOf,
  type FigureSql,
  figureJsonSql,
  figureSql,
  rowValueSql,
} from "./figures.ts";
import { orderSql } from "./order-sql.ts";
import { type ParamsSql, paramsSql } from "./params-sql.ts";
import { rollupRows } from "./rollup/rollup-rows.ts";
import { totalsSql } from "./totals-sql.ts";

export interface ReportPage {
  readonly limit: number;
  readonly offset: number;
}

export interface CompileOptions extends ReportPage {
  /** Read monthly sums where they give the same answer; only tests say no. */
  readonly useRollup?: boolean;
}

/** The stages of a report's statement share what they need to write their part. */
export interface Stage {
  readonly context: QueryContext;
  readonly checked: CheckedReport;
  readonly params: ParamsSql;
  readonly moneyDecimals: string;
}

const FIGURES = "f";

/**
 * One statement that returns one text: `{"rows": […], "totals": {…}|null, "opening": {…}|null, "row_count": n}`.
 * rows → figures (grouped, or one per source row) → kept (having) → page; totals and count are over all kept rows.
 */
export function reportSql(context: QueryContext, checked: CheckedReport, options: CompileOptions): string {
  const params = paramsSql(context, checked.report);
  const stage: Stage = { context, checked, params, moneyDecimals: currencyDecimalsSql(context, null) };
  const figures = figureSql(context, checked, params, (id) => columnOf(FIGURES, id));
  const rows = checked.report.kind === "summary" ? groupedSql(stage, options) : listedSql(stage);
  const having = checked.having ? ` where ${figures.condition(checked.having)}` : "";
  const opening = checked.opening ? openingSql(stage) : null;
  const parts = [
    `'{"rows":' || coalesce((${pageSql(stage, figures, options, opening !== null)}), '[]')`,
    `',"totals":' || ${checked.report.totals ? `(${totalsSql(stage, figures)})` : "'null'"}`,
    `',"opening":' || ${opening === null ? "'null'" : `(${openingJsonSql(stage)})`}`,
    `',"row_count":' || (select count(*) from kept) || '}'`,
  ];
  return (
    `with ${opening === null ? "" : `opening as materialized (${opening}), `}` +
    `kept as materialized (select ${FIGURES}.* from (${rows}) ${FIGURES}${having}) select ${parts.join(" || ")}`
  );
}

/** Source rows with the value of each dimension and what they add to each measure. */
function valueItems({ checked }: Stage, rows: SourceRows): { dimensions: string[]; measures: string[] } {
  const named = (id: string, sql: string) => `${sql} as ${quoteIdent(id)}`;
  return {
    dimensions: checked.dimensions.map((each) => named(each.id, dimensionValueSql(each, rows.sql(each.checked)))),
    measures: baseMeasures(checked).map((each) => named(each.id, rowValueSql(each, rows.sql))),
  };
}

const whereOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : ` where ${conditions.join(" and ")}`;

/** One row per distinct combination of dimensions. */
function groupedSql(stage: Stage, { useRollup = true }: CompileOptions): string {
  const { context, checked, params } = stage;
  const item = useRollup ? rollupRows(stage) : undefined;
  const rows = sourceRows(context, checked.report.source, params, item);
  const { dimensions, measures } = valueItems(stage, rows);
  const where = whereOf([...rows.conditions, ...(checked.where ? [rows.sql(checked.where)] : [])]);
  const source = `select ${[...dimensions, ...measures].join(", ")} from ${rows.row.from()}${where}`;
  const keys = checked.dimensions.map(({ id }) => columnOf("s", id));
  const sums = baseMeasures(checked).map(
    (each) => `${aggregateSql(each, columnOf("s", each.id))} as ${quoteIdent(each.id)}`,
  );
  const grouping = keys.length > 0 ? ` group by ${keys.join(", ")}` : "";
  return `select ${[...keys, ...sums].join(", ")} from (${source}) s${grouping}`;
}

/** One row per source row, with where it comes from as `$type`, `$id`, `$number` and its place as `$tie0` …. */
function listedSql(stage: Stage): string {
  const { context, checked, params } = stage;
  const rows = sourceRows(context, checked.report.source, params);
  const { dimensions, measures } = valueItems(stage, rows);
  const { identity } = rows;
  const origin = [`${identity.type()} as "$type"`, `${identity.id()} as "$id"`, `${identity.number()} as "$number"`];
  const tie = identity.tie.map((sql, index) => `${sql} as "$tie${index}"`);
  const where = whereOf([...rows.conditions, ...(checked.where ? [rows.sql(checked.where)] : [])]);
  return `select ${[...dimensions, ...measures, ...origin, ...tie].join(", ")} from ${rows.row.from()}${where}`;
}

/** One row of sums over the source rows that come before the listed ones. */
function openingSql(stage: Stage): string {
  const { context, checked, params } = stage;
  const rows = sourceRows(context, checked.report.source, params);
  const condition = checked.opening ? [rows.sql(checked.opening)] : [];
  const sums = baseMeasures(checked).map(
    (each) => `${aggregateSql(each, rowValueSql(each, rows.sql))} as ${quoteIdent(each.id)}`,
  );
  return `select ${sums.join(", ")} from ${rows.row.from()}${whereOf([...rows.conditions, ...condition])}`;
}

function openingJsonSql(stage: Stage): string {
  const { context, checked, params, moneyDecimals } = stage;
  const figures = figureSql(context, checked, params, (id) => columnOf("opening", id));
  const items = checked.measures
    .filter(({ hidden, formula }) => !hidden && formula === null)
    .map((each) => `${figureJsonSql(each, figures.measure(each.id), moneyDecimals)} as ${quoteIdent(each.id)}`);
  return `select row_to_json(o)::text from (select ${items.join(", ")} from opening) o`;
}

/** The rows asked for, in order, as a JSON array. */
function pageSql(stage: Stage, figures: FigureSql, page: ReportPage, hasOpening: boolean): string {
  const { context, checked, moneyDecimals } = stage;
  const order = orderSql(stage, figures);
  const measureSql = (measure: CheckedReport["measures"][number]) => {
    const value = figures.measure(measure.id);
    if (!measure.running) return value;
    const start =
      hasOpening && measure.formula === null ? `(select ${columnOf("opening", measure.id)} from opening) + ` : "";
    return `${start}coalesce(sum(${value}) over (order by ${order} rows unbounded preceding), 0)`;
  };
  const measures = checked.measures.filter(({ hidden }) => !hidden);
  const items = [
    ...checked.dimensions.map(({ id }) => `${figures.dimension(id)} as ${quoteIdent(id)}`),
    ...measures.map((each) => `${measureSql(each)} as ${quoteIdent(each.id)}`),
    ...(checked.report.kind === "detail" ? ['f."$type"', 'f."$id"', 'f."$number"'] : []),
    `row_number() over (order by ${order}) as "$n"`,
  ];
  const rows = `select ${items.join(", ")} from kept ${FIGURES} order by ${order} limit ${page.limit} offset ${page.offset}`;
  const json = [
    ...checked.dimensions.map(
      (each) => `${dimensionJsonSql(context, each, columnOf("p", each.id))} as ${quoteIdent(each.id)}`,
    ),
    ...measures.map(
      (each) => `${figureJsonSql(each, columnOf("p", each.id), moneyDecimals)} as ${quoteIdent(each.id)}`,
    ),
    ...(checked.report.kind === "detail"
      ? [`json_build_object('type', p."$type", 'id', p."$id", 'number', p."$number") as "$document"`]
      : []),
  ];
  return `select '[' || string_agg(row_to_json(r)::text, ',' order by p."$n") || ']' from (${rows}) p, lateral (select ${json.join(", ")}) r`;
}
