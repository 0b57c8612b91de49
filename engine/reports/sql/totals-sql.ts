import { quoteIdent } from "../../database/index.ts";
import type { CheckedMeasure } from "../definition/checked-report.ts";
import { columnOf, type FigureSql, figureJsonSql, figureSql } from "./figures.ts";
import { MONEY_DECIMALS, type Stage } from "./stage.ts";

/** `,"totals":{…}|null,"row_count":n` over all rows of `rows` (alias `_f`), not only those of the page. */
export function totalsSql({ context, checked, params }: Stage, figures: FigureSql, rows: string): string {
  const hasTotals = checked.report.totals === true;
  const measures = hasTotals ? checked.measures.filter((each) => totalKind(each) !== "none" || !each.hidden) : [];
  const hasOpening = checked.opening !== null;
  const sums = measures.map((each) => `${sumSql(each, figures, hasOpening)} as ${quoteIdent(each.id)}`);
  const totals = figureSql(context, checked, params, (id) => columnOf("_t", id));
  const items = measures
    .filter(({ hidden }) => !hidden)
    .map((each) => {
      const value = totalKind(each) === "formula" ? totals.measure(each.id) : columnOf("_t", each.id);
      const json = totalKind(each) === "none" ? "null::text" : figureJsonSql(each, value, MONEY_DECIMALS);
      return `${json} as ${quoteIdent(each.id)}`;
    });
  const json = hasTotals ? `(select row_to_json(_r)::text from (select ${items.join(", ")}) _r)` : "'null'";
  const all = ['count(*) as "$rows"', ...sums].join(", ");
  return `select ',"totals":' || ${json} || ',"row_count":' || _t."$rows" from (select ${all} from ${rows}) _t`;
}

type TotalKind = "sum" | "formula" | "none";

/** As declared; else percentages come from their formula, running figures and averages have no total, the rest is summed. */
export function totalKind(measure: CheckedMeasure): TotalKind {
  const { total, type, formula, running, aggregate } = measure;
  if (total !== undefined) return total === "formula" && formula === null ? "none" : total;
  if (type === "percent") return formula === null ? "none" : "formula";
  return running || aggregate === "avg" ? "none" : "sum";
}

/** A running total ends at what came before and all rows together. */
function sumSql(measure: CheckedMeasure, figures: FigureSql, hasOpening: boolean): string {
  const value = figures.measure(measure.id);
  const { aggregate } = measure;
  const start = measure.running && hasOpening && measure.formula === null;
  if (start) return `(select ${columnOf("_opening", measure.id)} from _opening) + coalesce(sum(${value}), 0)`;
  return aggregate === "min" || aggregate === "max" ? `${aggregate}(${value})` : `coalesce(sum(${value}), 0)`;
}
