import type { Report } from "../../contract/index.ts";
import type { ReadAccess } from "../../database/query/index.ts";
import type { RequestContext } from "../../documents/index.ts";
import type { CheckedReport } from "../definition/checked-report.ts";
import { reportAccess } from "../source/report-access.ts";
import { checkReadable } from "./compile-report.ts";
import { type ParamValues, readParams } from "./report-params.ts";

/** A report that may be run: allowed, checked against what its reader sees, its parameters known. */
export interface PreparedReport {
  readonly access: ReadAccess;
  readonly checked: CheckedReport;
  readonly params: ParamValues;
}

/** Raises REPORT_DENIED, ACCESS_DENIED, EXPRESSION_…, REPORT_INVALID, REPORT_PARAMETER_…. */
export async function prepareReport(
  ctx: RequestContext,
  report: Report,
  params: Readonly<Record<string, unknown>> | undefined,
  isStored: boolean,
): Promise<PreparedReport> {
  const access = reportAccess(ctx, report, isStored);
  const checked = checkReadable(ctx.registry, report, access);
  return { access, checked, params: await readParams(ctx, report, params) };
}
