import { quoteIdent } from "../../database/index.ts";
import type { QueryContext } from "../../database/query/index.ts";
import type { CheckedReport } from "../definition/checked-report.ts";
import { Currencies } from "./currency-sql.ts";
import { columnOf, figureSql } from "./figures.ts";
import { groupsSql } from "./groups-sql.ts";
import { openingSql, openingsByDimension } from "./opening-sql.ts";
import { pageRowsSql } from "./page-rows-sql.ts";
import { paramsSql } from "./params-sql.ts";
import { resultRows } from "./result-rows.ts";
import { moneyCte, type ReportPage, type Stage } from "./stage.ts";
import { totalsSql } from "./totals-sql.ts";

export interface CompileOptions extends ReportPage {
  /** Read monthly sums where they give the same answer; only tests say no. */
  readonly useRollup?: boolean;
  /** The definition has figures of the year before; its parameters follow those of this year. */
  readonly comparesYears?: boolean;
}

/**
 * One statement that returns one text: `{"rows": […], "opening": {…}|null, "groups": […]|null, "totals": {…}|null,
 * "row_count": n}`, the number last.
 * Totals, groups and count are over all rows that meet `having`, not only those of the page.
 */
export function reportSql(context: QueryContext, checked: CheckedReport, options: CompileOptions): string {
  const params = paramsSql(context, checked.report);
  const count = Object.keys(checked.report.params ?? {}).length;
  const previous = options.comparesYears ? paramsSql(context, checked.report, count) : undefined;
  const stage: Stage = { context, checked, params, previous };
  const figures = figureSql(context, checked, params, (id) => columnOf("_f", id));
  const opening = checked.opening
    ? [`_opening as materialized (${openingSql(stage)})`, ...openingsByDimension(stage)]
    : [];
  const found = resultRows(stage, figures, options.useRollup ?? true);
  const rows = pageRowsSql(stage, figures, found.rows, options);
  const groups = groupsSql(stage, found.figures, options);
  const openingJson = checked.opening ? `(${openingJsonSql(stage)})` : "'null'";
  return (
    `with ${[moneyCte(context), ...opening, ...found.ctes, ...groups.ctes].join(", ")} ` +
    `select '{"rows":' || coalesce((${rows}), '[]') || ',"opening":' || ${openingJson} || ` +
    `',"groups":' || ${groups.json} || (${totalsSql(stage, figures, found.figures)}) || '}'`
  );
}

function openingJsonSql(stage: Stage): string {
  const { context, checked, params } = stage;
  const figures = figureSql(context, checked, params, (id) => columnOf("_opening", id));
  const currencies = new Currencies(stage);
  const shown = checked.measures.filter(({ hidden, formula }) => !hidden && formula === null);
  const items = shown.map(
    (each) => `${currencies.json(each, figures.measure(each.id), "_opening")} as ${quoteIdent(each.id)}`,
  );
  const all = [...items, ...currencies.named(shown, "_opening")].join(", ");
  return `select row_to_json(_o)::text from (select ${all} from _opening) _o`;
}
