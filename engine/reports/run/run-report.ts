import type { Report } from "../../contract/index.ts";
import type { RequestContext } from "../../documents/index.ts";
import { fail, mustExist } from "../../kernel/index.ts";
import { withPreviousYear } from "../definition/previous-year.ts";
import type { ReportPage } from "../sql/stage.ts";
import {
  REPORT_LIMIT,
  REPORT_LIMIT_MAX,
  type ReportGroup,
  type ReportRequest,
  type ReportResult,
  type ReportRow,
} from "../types.ts";
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
  return await runPrepared(ctx, prepared, readPage(prepared.checked.report, request), request.compare);
}

/** Runs a definition that is not stored, checked as a stored one; it sees no more than its reader may read. */
export async function runDefinition(
  ctx: RequestContext,
  report: Report,
  request: ReportRequest = {},
): Promise<ReportResult> {
  const prepared = await prepareReport(ctx, report, request.params, false);
  return await runPrepared(ctx, prepared, readPage(report, request), request.compare);
}

/** The JSON of the report's statement. */
interface Answer {
  readonly rows: readonly ReportRow[];
  readonly totals: ReportRow | null;
  readonly opening: ReportRow | null;
  readonly row_count: number;
  readonly groups: readonly ReportGroup[] | null;
}

export async function runPrepared(
  ctx: RequestContext,
  prepared: PreparedReport,
  page: ReportPage,
  compare?: ReportRequest["compare"],
): Promise<ReportResult> {
  const { params, access } = prepared;
  const comparesYears = compare === "previous_year";
  const checked = comparesYears ? withPreviousYear(prepared.checked) : prepared.checked;
  const { report } = checked;
  const statement = compileReport(ctx.registry, checked, params, access, { ...page, comparesYears });
  const text = await ctx.db.read(ctx.organization, (connection) => connection.queryText(statement));
  const answer = JSON.parse(mustExist(text, "answer of a report")) as Answer;
  return {
    report: { id: report.id, label: report.label, kind: report.kind },
    params: Object.fromEntries(params),
    columns: reportColumns(ctx.registry, checked),
    rows: await withDrill(ctx, prepared, answer.rows),
    opening: answer.opening,
    totals: answer.totals,
    row_count: answer.row_count,
    groups: answer.groups,
    chart: report.chart ?? null,
    drill: report.drill ? "report" : "documents",
  };
}

/** Raises REPORT_LIMIT_INVALID. */
export function readPage(report: Pick<Report, "limit">, request: Pick<ReportRequest, "limit" | "offset">): ReportPage {
  const { limit = REPORT_LIMIT, offset = 0 } = request;
  const isValid = Number.isInteger(limit) && limit >= 1 && limit <= REPORT_LIMIT_MAX && Number.isSafeInteger(offset);
  if (!isValid || offset < 0) fail("REPORT_LIMIT_INVALID", { max: REPORT_LIMIT_MAX }, { pointer: "/limit" });
  return { limit: Math.min(limit, report.limit ?? limit), offset };
}
