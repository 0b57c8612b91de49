import type { RequestContext } from "../../documents/index.ts";
import { addMonths, fail, isId, isIsoDate, isPerfexError, mustExist, parseDecimal } from "../../kernel/index.ts";
import type { CheckedDimension, CheckedMeasure, CheckedReport } from "../definition/checked-report.ts";
import { paramsYearBefore, previousOf } from "../definition/previous-year.ts";
import { type DrillKey, drillSql } from "../sql/drill-sql.ts";
import { baseMeasures } from "../sql/figures.ts";
import type { DrillRequest, DrillResult } from "../types.ts";
import { bindReport } from "./compile-report.ts";
import { prepareReport } from "./prepare-report.ts";
import { measureColumn, measureOf } from "./report-columns.ts";
import { readPage } from "./run-report.ts";

/**
 * The source rows behind a figure, newest first: for a sum or a count they add up to it. Behind a formula are the rows of
 * every measure it is made of. Raises REPORT_ROW_INVALID, REPORT_MEASURE_UNKNOWN and what `runReport` raises.
 */
export async function drillReport(ctx: RequestContext, report: string, request: DrillRequest): Promise<DrillResult> {
  const prepared = await prepareReport(ctx, ctx.registry.report(report), request.params, true);
  const { checked, access } = prepared;
  const ofYearBefore = previousOf(request.measure);
  const params = ofYearBefore === undefined ? prepared.params : paramsYearBefore(checked, prepared.params);
  const row = ofYearBefore === undefined ? request.row : rowYearBefore(checked, request.row);
  const measures = measuresBehind(checked, measureOf(checked, ofYearBefore ?? request.measure));
  const values: unknown[] = [];
  const question = { ...readPage({}, request), keys: readRow(checked, row, params.size, values), measures };
  const compile = (context: Parameters<typeof drillSql>[0]) => drillSql(context, checked, question);
  const statement = bindReport(ctx.registry, checked.report, params, access, compile, values);
  const text = await ctx.db.read(ctx.organization, (connection) => connection.queryText(statement), request.signal);
  const answer = JSON.parse(mustExist(text, "answer of a drill-down")) as Omit<DrillResult, "columns">;
  return { columns: measures.map(measureColumn), ...answer };
}

/** Figures of the year before stand under this year's dates. */
function rowYearBefore({ dimensions }: CheckedReport, row: DrillRequest["row"]): DrillRequest["row"] {
  const isDate = (id: string) => dimensions.some((each) => each.id === id && each.checked.type.kind === "date");
  const entries = Object.entries(row).map(([id, value]) => {
    return [id, isDate(id) && isIsoDate(value) ? addMonths(value, -12) : value] as const;
  });
  return Object.fromEntries(entries);
}

/** The measure itself, or the measures over source rows that its formula reads, directly or through other formulas. */
function measuresBehind(checked: CheckedReport, measure: CheckedMeasure): CheckedMeasure[] {
  if (measure.formula === null) return [measure];
  const found = new Set<string>();
  const visit = ({ id, formula }: CheckedMeasure): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const each of checked.measures) if (formula?.roots.has(each.id)) visit(each);
  };
  visit(measure);
  return baseMeasures(checked).filter(({ id }) => found.has(id));
}

/** Values of the row's dimensions become conditions; names that are no dimension are left alone (they are figures). */
function readRow(
  { dimensions, measures }: CheckedReport,
  row: DrillRequest["row"],
  firstValue: number,
  values: unknown[],
): DrillKey[] {
  const isFigure = (name: string) =>
    name.startsWith("$") || measures.some(({ id }) => id === (previousOf(name) ?? name));
  const unknown = Object.keys(row).find((name) => !isFigure(name) && !dimensions.some(({ id }) => id === name));
  if (unknown !== undefined) fail("REPORT_ROW_INVALID", { dimension: unknown }, { pointer: `/row/${unknown}` });
  return dimensions
    .filter(({ id }) => Object.hasOwn(row, id) && row[id] !== undefined)
    .map((dimension): DrillKey => {
      const value = readKey(dimension, row[dimension.id]);
      return { dimension, value: value === null ? null : firstValue + values.push(value) - 1 };
    });
}

function readKey({ id, checked }: CheckedDimension, value: unknown): unknown {
  if (value === null) return null;
  const read = readValue(checked.type.kind, value);
  return read === undefined ? fail("REPORT_ROW_INVALID", { dimension: id }, { pointer: `/row/${id}` }) : read;
}

function readValue(kind: string, value: unknown): unknown {
  switch (kind) {
    case "record": {
      const id = typeof value === "object" && value !== null && "id" in value ? value.id : value;
      return isId(id) ? id : undefined;
    }
    case "number":
      return readNumber(value);
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "date":
      return isIsoDate(value) ? value : undefined;
    case "datetime":
      return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? value : undefined;
    default:
      return typeof value === "string" && !value.includes("\0") ? value : undefined;
  }
}

function readNumber(value: unknown): string | undefined {
  try {
    return parseDecimal(value).toFixed();
  } catch (error) {
    if (isPerfexError(error)) return undefined;
    throw error;
  }
}
