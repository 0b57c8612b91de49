import type { Report } from "../../contract/index.ts";
import type { Sql } from "../../database/index.ts";
import { QueryContext, type ReadAccess, readableScope } from "../../database/query/index.ts";
import { systemClock } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import { type CheckedReport, checkReport } from "../definition/checked-report.ts";
import { paramsYearBefore } from "../definition/previous-year.ts";
import { ledgerShapeId } from "../source/ledger-shape.ts";
import { type CompileOptions, reportSql } from "../sql/report-sql.ts";
import type { ParamValues } from "./report-params.ts";

/** Doctype (or ledger) whose rows a report counts, as the query context knows it. */
export const sourceId = ({ source }: Report): string =>
  "ledger" in source ? ledgerShapeId(source.ledger) : source.doctype;

/** Checks a report against what its reader may see. Raises EXPRESSION_… and REPORT_INVALID. */
export function checkReadable(registry: Registry, report: Report, access: ReadAccess): CheckedReport {
  const context = new QueryContext(registry, sourceId(report), access);
  return checkReport(report, readableScope(context, sourceId(report), registry.reportScope(report)));
}

/** One statement, one text: rows, totals, opening and number of rows of a report. Sent without a name: plans suit the values. */
export function compileReport(
  registry: Registry,
  checked: CheckedReport,
  params: ParamValues,
  access: ReadAccess,
  options: CompileOptions,
): Sql {
  const before = options.comparesYears ? paramsYearBefore(checked, params).values() : [];
  const compile = (context: QueryContext) => reportSql(context, checked, options);
  return bindReport(registry, checked.report, params, access, compile, [...before]);
}

/** Compiles a statement over a report's source and binds the parameters to it. */
export function bindReport(
  registry: Registry,
  report: Report,
  params: ParamValues,
  access: ReadAccess,
  compile: (context: QueryContext) => string,
  more: readonly unknown[] = [],
): Sql {
  const context = new QueryContext(registry, sourceId(report), access);
  const text = compile(context);
  const input = { values: [...params.values(), ...more], user: access.user, clock: access.clock ?? systemClock };
  return { text, values: context.parameters.slots.map((slot) => slot(input)) };
}
