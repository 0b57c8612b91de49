import type { Report } from "../../contract/index.ts";
import type { RequestContext } from "../../documents/index.ts";
import { fail, mustExist } from "../../kernel/index.ts";
import { withPreviousYear } from "../definition/previous-year.ts";
import type { ReportPage } from "../sql/stage.ts";
import { REPORT_LIMIT, REPORT_LIMIT_MAX, type ReportRequest, type ReportResult } from "../types.ts";
import { compileReport } from "./compile-report.ts";
import { type PreparedReport, prepareReport } from "./prepare-report.ts";
import { reportColumns } from "./report-columns.ts";
import { withDrill } from "./row-drill.ts";

/** Runs a report of the registry. Raises REPORT_DENIED, REGISTRY_UNKNOWN_REPORT, REPORT_PARAMETER_… with pointers. */
export async function runReport(
  ctx: RequestContext,
  report: string,
  request: ReportRequest = {},
): Promise<ReportResult> {
  const prepared = await prepareReport(ctx, ctx.registry.report(report), request.params, true);
  return await runPrepared(ctx, prepared, readPage(prepared.checked.report, request), request);
}

/** The same as JSON text: what Postgres wrote is passed on as it came, unless its rows lead to another report. */
export async function runReportAsText(ctx: RequestContext, report: string, request: ReportRequest): Promise<string> {
  const prepared = await prepareReport(ctx, ctx.registry.report(report), request.params, true);
  const page = readPage(prepared.checked.report, request);
  if (prepared.checked.report.drill) return JSON.stringify(await runPrepared(ctx, prepared, page, request));
  const { head, figures } = await readReport(ctx, prepared, page, request);
  return `${JSON.stringify(head).slice(0, -1)},${figures.slice(1)}`;
}

/** Runs a definition that is not stored, checked as a stored one; it sees no more than its reader may read. */
export async function runDefinition(
  ctx: RequestContext,
  report: Report,
  request: ReportRequest = {},
): Promise<ReportResult> {
  const prepared = await prepareReport(ctx, report, request.params, false);
  return await runPrepared(ctx, prepared, readPage(report, request), request);
}

/** What the report's statement finds out. */
export type ReportFigures = Pick<ReportResult, "rows" | "totals" | "opening" | "row_count" | "groups">;
export type ReportHead = Omit<ReportResult, keyof ReportFigures>;

type Reading = Pick<ReportRequest, "compare" | "signal">;

async function runPrepared(
  ctx: RequestContext,
  prepared: PreparedReport,
  page: ReportPage,
  reading: Reading,
): Promise<ReportResult> {
  const { head, figures } = await readReport(ctx, prepared, page, reading);
  const { rows, ...rest } = JSON.parse(figures) as ReportFigures;
  return { ...head, ...rest, rows: await withDrill(ctx, prepared, rows) };
}

/** A report and the JSON of its figures as Postgres wrote it; the statement ends when nobody wants it any more. */
export async function readReport(
  ctx: RequestContext,
  { checked: own, params, access }: PreparedReport,
  page: ReportPage,
  { compare, signal }: Reading,
): Promise<{ readonly head: ReportHead; readonly figures: string }> {
  const comparesYears = compare === "previous_year";
  const checked = comparesYears ? withPreviousYear(own) : own;
  const { report } = checked;
  const statement = compileReport(ctx.registry, checked, params, access, { ...page, comparesYears });
  const figures = await ctx.db.read(ctx.organization, (connection) => connection.queryText(statement), signal);
  const head: ReportHead = {
    report: { id: report.id, label: report.label, kind: report.kind },
    params: Object.fromEntries(params),
    columns: reportColumns(ctx.registry, checked),
    chart: report.chart ?? null,
    drill: report.drill ? "report" : "documents",
  };
  return { head, figures: mustExist(figures, "answer of a report") };
}

/** Raises REPORT_LIMIT_INVALID. */
export function readPage(report: Pick<Report, "limit">, request: Pick<ReportRequest, "limit" | "offset">): ReportPage {
  const { limit = REPORT_LIMIT, offset = 0 } = request;
  const isValid = Number.isInteger(limit) && limit >= 1 && limit <= REPORT_LIMIT_MAX && Number.isSafeInteger(offset);
  if (!isValid || offset < 0) fail("REPORT_LIMIT_INVALID", { max: REPORT_LIMIT_MAX }, { pointer: "/limit" });
  return { limit: Math.min(limit, report.limit ?? limit), offset };
}
