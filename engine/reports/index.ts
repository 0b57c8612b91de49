import type { Report } from "../contract/index.ts";
import type { RequestContext } from "../documents/index.ts";
import { fail } from "../kernel/index.ts";
import type { DrillRequest, DrillResult, ExportedFile, ReportExport, ReportRequest, ReportResult } from "./types.ts";

export * from "./printing/index.ts";
export * from "./types.ts";

/** Runs a report of the registry. Raises ACCESS_DENIED, REGISTRY_UNKNOWN_REPORT, REPORT_PARAMETER_… with pointers. */
export async function runReport(
  _ctx: RequestContext,
  _report: string,
  _request?: ReportRequest,
): Promise<ReportResult> {
  return fail("INTERNAL");
}

/** Runs a definition that is not stored, checked as a stored one. */
export async function runDefinition(
  _ctx: RequestContext,
  _report: Report,
  _request?: ReportRequest,
): Promise<ReportResult> {
  return fail("INTERNAL");
}

/** The source rows behind a figure, which add up to it. */
export async function drillReport(_ctx: RequestContext, _report: string, _request: DrillRequest): Promise<DrillResult> {
  return fail("INTERNAL");
}

/** The report as a file. */
export async function exportReport(
  _ctx: RequestContext,
  _report: string,
  _request: ReportExport,
): Promise<ExportedFile> {
  return fail("INTERNAL");
}
