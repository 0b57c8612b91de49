import type { Report } from "../../contract/index.ts";
import type { Sql } from "../../database/index.ts";
import { QueryContext, type ReadAccess, readableScope, type Slot } from "../../database/query/index.ts";
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

/** Stored reports as readers with the same rights may run them. */
const CHECKED = new WeakMap<Registry, Map<string, CheckedReport>>();

/** Checks a report against what its reader may see; a stored one once per set of rights. Raises EXPRESSION_… and REPORT_INVALID. */
export function checkReadable(registry: Registry, report: Report, access: ReadAccess): CheckedReport {
  if (registry.reports.get(report.id) !== report) return check(registry, report, access);
  const known = CHECKED.get(registry) ?? new Map<string, CheckedReport>();
  CHECKED.set(registry, known);
  const key = JSON.stringify([report.id, access.key]);
  const checked = known.get(key) ?? check(registry, report, access);
  known.set(key, checked);
  return checked;
}

function check(registry: Registry, report: Report, access: ReadAccess): CheckedReport {
  const context = new QueryContext(registry, sourceId(report), access);
  return checkReport(report, readableScope(context, sourceId(report), registry.reportScope(report)));
}

interface CompiledReport {
  readonly text: string;
  readonly slots: readonly Slot[];
}

/** Pages of one report whose statements are kept. */
const PAGES_MAX = 50;
const COMPILED = new WeakMap<CheckedReport, Map<string, CompiledReport>>();

/** One statement, one text: rows, totals, opening and number of rows of a report. Sent without a name: plans suit the values. */
export function compileReport(
  registry: Registry,
  checked: CheckedReport,
  params: ParamValues,
  access: ReadAccess,
  options: CompileOptions,
): Sql {
  const before = options.comparesYears ? paramsYearBefore(checked, params).values() : [];
  return bind(compiledReport(registry, checked, access, options), params, access, [...before]);
}

function compiledReport(
  registry: Registry,
  checked: CheckedReport,
  access: ReadAccess,
  options: CompileOptions,
): CompiledReport {
  const known = COMPILED.get(checked) ?? new Map<string, CompiledReport>();
  COMPILED.set(checked, known);
  const key = JSON.stringify(options);
  const found = known.get(key);
  if (found) return found;
  const compiled = compile(registry, checked.report, access, (context) => reportSql(context, checked, options));
  if (known.size >= PAGES_MAX) known.clear();
  known.set(key, compiled);
  return compiled;
}

/** Compiles a statement over a report's source and binds the parameters to it. */
export function bindReport(
  registry: Registry,
  report: Report,
  params: ParamValues,
  access: ReadAccess,
  write: (context: QueryContext) => string,
  more: readonly unknown[] = [],
): Sql {
  return bind(compile(registry, report, access, write), params, access, more);
}

function compile(
  registry: Registry,
  report: Report,
  access: ReadAccess,
  write: (context: QueryContext) => string,
): CompiledReport {
  const context = new QueryContext(registry, sourceId(report), access);
  const text = write(context);
  return { text, slots: context.parameters.slots };
}

function bind({ text, slots }: CompiledReport, params: ParamValues, access: ReadAccess, more: readonly unknown[]): Sql {
  const input = { values: [...params.values(), ...more], user: access.user, clock: access.clock ?? systemClock };
  return { text, values: slots.map((slot) => slot(input)) };
}
