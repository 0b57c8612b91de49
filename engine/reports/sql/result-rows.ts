import { PREVIOUS, previousOf } from "../definition/previous-year.ts";
import { type SourceRows, sourceRows } from "../source/source-rows.ts";
import { dimensionValueSql } from "./dimension-sql.ts";
import { aggregateSql, baseMeasures, columnOf, type FigureSql, rowValueSql } from "./figures.ts";
import { countedDimensions } from "./groups-sql.ts";
import { rollupRows } from "./rollup/rollup-rows.ts";
import { named, type Stage, whereOf } from "./stage.ts";

/** The rows of a result before they are ordered and cut into pages: FROM items under the alias `_f`, `having` applied. */
export interface ResultRows {
  /** Common table expressions the items need. */
  readonly ctes: readonly string[];
  /** Columns by dimension and measure id; rows of a detail report also have `$type`, `$id`, `$number` and `$tie0` …. */
  readonly rows: string;
  /** The same rows as far as totals need them. */
  readonly figures: string;
}

export function resultRows(stage: Stage, figures: FigureSql, useRollup: boolean): ResultRows {
  const having = () => havingSql(stage, figures);
  if (stage.checked.report.kind === "summary") {
    // Grouping is the work; it is done once for rows and totals.
    const kept = `_kept as materialized (select _f.* from (${groupedSql(stage, useRollup)}) _f${having()})`;
    return { ctes: [kept], rows: "_kept _f", figures: "_kept _f" };
  }
  // One row per source row: a page ends early where an index gives the order, totals need few dimensions.
  const measures = stage.checked.having ? listedSql(stage) : measuresSql(stage);
  return { ctes: [], rows: `(${listedSql(stage)}) _f${having()}`, figures: `(${measures}) _f${having()}` };
}

/** A row stays when its figures meet the condition, or those of the year before do. */
function havingSql({ checked, previous }: Stage, figures: FigureSql): string {
  if (!checked.having) return "";
  const years = previous ? (["", PREVIOUS] as const) : ([""] as const);
  return ` where ${years.map((year) => figures.expression(checked.having!, year)).join(" or ")}`;
}

const conditionsOf = ({ checked }: Stage, rows: SourceRows): string =>
  whereOf([...rows.conditions, ...(checked.where ? [rows.sql(checked.where)] : [])]);

const dimensionItems = (dimensions: Stage["checked"]["dimensions"], rows: SourceRows): string[] =>
  dimensions.map((each) => named(each, dimensionValueSql(each, rows.sql(each.checked))));

const measureItems = ({ checked }: Stage, rows: SourceRows): string[] =>
  baseMeasures(checked).map((each) => named(each, rowValueSql(each, rows.sql)));

/** One row per distinct combination of dimensions. */
function groupedSql(stage: Stage, useRollup: boolean): string {
  const { checked, params, previous } = stage;
  const keys = checked.dimensions.map(({ id }) => columnOf("_s", id));
  const sums = baseMeasures(checked).map((each) => named(each, aggregateSql(each, columnOf("_s", each.id))));
  const source = previous
    ? `${yearSql({ ...stage, params }, useRollup, "this")} union all ${yearSql({ ...stage, params: previous }, useRollup, "before")}`
    : yearSql(stage, useRollup, "this");
  const grouping = keys.length > 0 ? ` group by ${keys.join(", ")}` : "";
  return `select ${[...keys, ...sums].join(", ")} from (${source}) _s${grouping}`;
}

/** Source rows of one year; those of the year before stand under this year's dates and add to the figures of theirs. */
function yearSql(stage: Stage, useRollup: boolean, year: "this" | "before"): string {
  const { context, checked, params } = stage;
  const item = useRollup ? rollupRows(stage) : undefined;
  const rows = sourceRows(context, checked.report.source, params, item);
  const dimensions = checked.dimensions.map((each) => {
    const value = dimensionValueSql(each, rows.sql(each.checked));
    const isMoved = year === "before" && each.checked.type.kind === "date";
    return named(each, isMoved ? `(${value} + interval '1 year')::date` : value);
  });
  const measures = baseMeasures(checked).map((each) => {
    const isOfYear = (previousOf(each.id) === undefined) === (year === "this");
    return named(each, isOfYear ? rowValueSql(each, rows.sql) : "null::numeric");
  });
  const where = conditionsOf(stage, rows);
  return `select ${[...dimensions, ...measures].join(", ")} from ${rows.row.from()}${where}`;
}

/** One row per source row, with where it comes from and what makes the order total. */
function listedSql(stage: Stage): string {
  const rows = sourceRows(stage.context, stage.checked.report.source, stage.params);
  const { identity } = rows;
  const items = [
    ...dimensionItems(stage.checked.dimensions, rows),
    ...measureItems(stage, rows),
    `${identity.type()} as "$type"`,
    `${identity.id()} as "$id"`,
    `${identity.number()} as "$number"`,
    ...identity.tie.map((sql, index) => `${sql} as "$tie${index}"`),
  ];
  const where = conditionsOf(stage, rows);
  return `select ${items.join(", ")} from ${rows.row.from()}${where}`;
}

function measuresSql(stage: Stage): string {
  const rows = sourceRows(stage.context, stage.checked.report.source, stage.params);
  const counted = countedDimensions(stage);
  const dimensions = stage.checked.dimensions.filter(({ id }) => counted.includes(id));
  const items = [...dimensionItems(dimensions, rows), ...measureItems(stage, rows)];
  const where = conditionsOf(stage, rows);
  return `select ${items.join(", ")} from ${rows.row.from()}${where}`;
}
