import { quoteIdent } from "../../database/index.ts";
import type { CheckedMeasure } from "../definition/checked-report.ts";
import { Currencies } from "./currency-sql.ts";
import { columnOf, type FigureSql, figureSql } from "./figures.ts";
import type { Stage } from "./stage.ts";

/** Rows summed up: what an aggregating select over them holds, and its figures as a JSON record. */
export interface Sums {
  readonly items: readonly string[];
  record(alias: string): string;
}

interface SumsRequest {
  /** Figures of the rows. */
  readonly figures: FigureSql;
  /** Where a running total starts; null = the measure's total is not where it ends. */
  readonly start: (measure: CheckedMeasure) => string | null;
  /** Only rows that meet it count. */
  readonly where?: string;
}

/** Totals of rows, as each measure declares its own. */
export function sumsSql(stage: Stage, { figures, start, where }: SumsRequest): Sums {
  const { context, checked, params } = stage;
  const measures = checked.measures.filter((each) => totalKind(each) !== "none" || !each.hidden);
  const summed = measures.filter((each) => totalKind(each) !== "none");
  const currencies = new Currencies(stage);
  const sums = measures.map((each) => `${sumSql(each, figures, start(each), where)} as ${quoteIdent(each.id)}`);
  const spread = currencies.items(
    summed,
    () => figures,
    ({ id }) => figures.measure(id),
    where,
  );
  return {
    items: [...sums, ...spread],
    record: (alias) => {
      const totals = figureSql(context, checked, params, (id) => columnOf(alias, id));
      const shown = measures.filter(({ hidden }) => !hidden);
      const items = shown.map((each) => {
        const value = totalKind(each) === "formula" ? totals.measure(each.id) : columnOf(alias, each.id);
        const json = totalKind(each) === "none" ? "null::text" : currencies.json(each, value, alias);
        return `${json} as ${quoteIdent(each.id)}`;
      });
      const codes = currencies.named(
        shown.filter((each) => totalKind(each) !== "none"),
        alias,
      );
      return `(select row_to_json(_r) from (select ${[...items, ...codes].join(", ")}) _r)`;
    },
  };
}

/** `,"totals":{…}|null,"row_count":n` over all rows of `rows` (alias `_f`), not only those of the page. */
export function totalsSql(stage: Stage, figures: FigureSql, rows: string): string {
  const { report, opening } = stage.checked;
  const start = ({ id }: CheckedMeasure) =>
    opening === null ? null : `(select ${columnOf("_opening", id)} from _opening)`;
  const sums = report.totals === true ? sumsSql(stage, { figures, start }) : null;
  const json = sums ? `${sums.record("_t")}::text` : "'null'";
  const all = ['count(*) as "$rows"', ...(sums?.items ?? [])].join(", ");
  return `select ',"totals":' || ${json} || ',"row_count":' || _t."$rows" from (select ${all} from ${rows}) _t`;
}

type TotalKind = "sum" | "formula" | "none";

/** As declared; else percentages come from their formula, running figures and averages have no total, the rest is summed. */
export function totalKind(measure: CheckedMeasure): TotalKind {
  const { total, type, formula, running, aggregate, common } = measure;
  // Where it ends depends on what came before, in whatever currency or unit that was.
  if (running && common && common.roots.size > 0) return "none";
  if (total !== undefined) return total === "formula" && formula === null ? "none" : total;
  if (type === "percent") return formula === null ? "none" : "formula";
  return running || aggregate === "avg" ? "none" : "sum";
}

/** A running total ends at what came before and all rows together. */
function sumSql(measure: CheckedMeasure, figures: FigureSql, start: string | null, where?: string): string {
  const value = figures.measure(measure.id);
  const { aggregate } = measure;
  const counted = where === undefined ? "" : ` filter (where ${where})`;
  const sum = `coalesce(sum(${value})${counted}, 0)`;
  if (measure.running && start !== null && measure.formula === null) return `${start} + ${sum}`;
  return aggregate === "min" || aggregate === "max" ? `${aggregate}(${value})${counted}` : sum;
}
