import { quoteIdent } from "../../database/index.ts";
import type { CheckedMeasure } from "../definition/checked-report.ts";
import type { Stage } from "./compile-report.ts";
import { columnOf, type FigureSql, figureJsonSql, figureSql } from "./figures.ts";

/** The total row: one JSON object over all kept rows, not only those of the page. */
export function totalsSql(stage: Stage, figures: FigureSql): string {
  const { context, checked, params, moneyDecimals } = stage;
  const shown = checked.measures.filter(({ hidden }) => !hidden);
  const sums = checked.measures.map((each) => `${sumSql(each, figures)} as ${quoteIdent(each.id)}`);
  const totals = figureSql(context, checked, params, (id) => columnOf("t", id));
  const items = shown.map((each) => {
    const value = totalKind(each) === "formula" ? totals.measure(each.id) : columnOf("t", each.id);
    const json = totalKind(each) === "none" ? "null::text" : figureJsonSql(each, value, moneyDecimals);
    return `${json} as ${quoteIdent(each.id)}`;
  });
  return `select row_to_json(r)::text from (select ${items.join(", ")} from (select ${sums.join(", ")} from kept f) t) r`;
}

type TotalKind = "sum" | "formula" | "none";

/** As declared; else percentages come from their formula, running figures and averages have no total, the rest is summed. */
export function totalKind(measure: CheckedMeasure): TotalKind {
  const { total, type, formula, running, aggregate } = measure;
  if (total !== undefined) return total === "formula" && formula === null ? "none" : total;
  if (type === "percent") return formula === null ? "none" : "formula";
  return running || aggregate === "avg" ? "none" : "sum";
}

function sumSql(measure: CheckedMeasure, figures: FigureSql): string {
  const value = figures.measure(measure.id);
  const { aggregate } = measure;
  return aggregate === "min" || aggregate === "max" ? `${aggregate}(${value})` : `coalesce(sum(${value}), 0)`;
}
