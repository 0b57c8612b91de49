import type { Report } from "../../contract/index.ts";
import type { ReadAccess } from "../../database/query/index.ts";
import type { RequestContext } from "../../documents/index.ts";
import { fail, isPerfexError } from "../../kernel/index.ts";
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

/**
 * A stored report was found valid when it was stored; what its reader may not see of it is no mistake of his, and not told of by name.
 * Raises REPORT_LEVEL_DENIED.
 */
function checkStored(ctx: RequestContext, report: Report, access: ReadAccess): CheckedReport {
  try {
    return checkReadable(ctx.registry, report, access);
  } catch (cause) {
    if (!isPerfexError(cause) || !cause.code.startsWith("EXPRESSION_")) throw cause;
    return fail("REPORT_LEVEL_DENIED", { report: report.label }, { cause });
  }
}

/** Raises REPORT_DENIED, REPORT_LEVEL_DENIED, ACCESS_DENIED, EXPRESSION_…, REPORT_INVALID, REPORT_PARAMETER_…. */
export async function prepareReport(
  ctx: RequestContext,
  report: Report,
  params: Readonly<Record<string, unknown>> | undefined,
  isStored: boolean,
): Promise<PreparedReport> {
  const access = reportAccess(ctx, report, isStored);
  const checked = isStored ? checkStored(ctx, report, access) : checkReadable(ctx.registry, report, access);
  return { access, checked, params: await readParams(ctx, report, params) };
}
