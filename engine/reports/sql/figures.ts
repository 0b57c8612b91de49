import { quoteIdent } from "../../database/index.ts";
import { expressionSql, type QueryContext } from "../../database/query/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { CheckedMeasure, CheckedReport } from "../definition/checked-report.ts";
import { PREVIOUS, previousOf } from "../definition/previous-year.ts";
import type { ParamsSql } from "./params-sql.ts";

/** Most decimals a figure is answered with when they are not those of a currency. */
const DECIMALS_MAX = 6;
const PERCENT_DECIMALS = 2;

/** Measures over source rows (all but formulas). */
export const baseMeasures = ({ measures }: CheckedReport): CheckedMeasure[] =>
  measures.filter(({ formula }) => formula === null);

/** What one source row adds to a measure: null where its condition is not met or there is nothing to add; 1 to a count. */
export function rowValueSql(
  measure: CheckedMeasure,
  sql: (expression: NonNullable<CheckedMeasure["value"]>) => string,
) {
  const conditions = measure.where === null ? [] : [sql(measure.where)];
  let value = measure.value === null ? "1" : sql(measure.value);
  if (measure.aggregate === "count" && measure.value !== null) {
    conditions.push(`${value} is not null`);
    value = "1";
  }
  return conditions.length === 0 ? value : `case when ${conditions.join(" and ")} then ${value} end`;
}

/** Aggregate over row values; nothing adds up to 0, but has no least, greatest or average. */
export function aggregateSql({ aggregate = "sum" }: CheckedMeasure, values: string): string {
  if (aggregate === "sum") return `coalesce(sum(${values}), 0)`;
  return `${aggregate}(${values})`;
}

/** Where the columns of a result row are found, and how formulas over them are written. */
export interface FigureSql {
  dimension(id: string): string;
  measure(id: string): string;
  /** An expression over dimensions and measures, of this year unless told. */
  expression(expression: NonNullable<CheckedReport["having"]>, year?: Year): string;
}

type Year = "" | typeof PREVIOUS;

/** Figures over columns of `alias` named by their ids; formulas are written out in their place, over figures of their year. */
export function figureSql(
  context: QueryContext,
  checked: CheckedReport,
  params: ParamsSql,
  base: (id: string) => string,
): FigureSql {
  const measures = new Map(checked.measures.map((measure) => [measure.id, measure]));
  const dimensions = new Set(checked.dimensions.map(({ id }) => id));
  const write = (expression: NonNullable<CheckedReport["having"]>, year: Year): string =>
    expressionSql(expression, {
      document: null,
      context,
      trust: "reader",
      root: (path, read) => {
        const [name] = path;
        if (name !== undefined && measures.has(name)) return measure(`${name}${year}`);
        return name !== undefined && dimensions.has(name) ? base(name) : params.root(path, read);
      },
    });
  const measure = (id: string): string => {
    const { formula } = mustExist(measures.get(id), `measure ${id}`);
    return formula === null ? base(id) : write(formula, previousOf(id) === undefined ? "" : PREVIOUS);
  };
  return { dimension: base, measure, expression: (expression, year = "") => write(expression, year) };
}

/** A figure as JSON has it: whole numbers as numbers, amounts with at least the currency's decimals, others with no more than needed. */
export function figureJsonSql(measure: CheckedMeasure, value: string, moneyDecimals: string): string {
  const isDerived = measure.formula !== null || measure.aggregate === "avg";
  switch (measure.type) {
    case "integer":
      return `round(${value})`;
    case "money":
      return isDerived
        ? `round(${value}, ${moneyDecimals})::text`
        : `(trim_scale(round(${value}, ${DECIMALS_MAX})) + round(0::numeric, ${moneyDecimals}))::text`;
    case "percent":
      return `round(${value}, ${PERCENT_DECIMALS})::text`;
    default:
      return `trim_scale(round(${value}, ${DECIMALS_MAX}))::text`;
  }
}

/** Column of the result, quoted; ids come from a checked definition. */
export const columnOf = (alias: string, id: string): string => `${alias}.${quoteIdent(id)}`;
