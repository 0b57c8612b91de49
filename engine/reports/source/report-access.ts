import { LEVEL_MAX, type Report } from "../../contract/index.ts";
import type { ReadAccess } from "../../database/query/index.ts";
import type { RequestContext } from "../../documents/index.ts";
import { fail } from "../../kernel/index.ts";

/**
 * What a run of a report may read.
 * - A report of the registry needs the grant of the report; one over a doctype also the right to read it. The grant
 *   covers the plain fields of linked documents the report names; row rules and field levels hold as everywhere.
 *   Raises REPORT_LEVEL_DENIED where it is over the rows of a table above the reader's level.
 * - A definition that is not stored sees what its reader may read; over a ledger he must hold some report on it.
 * - Entries of a ledger have no rule of their own: they are seen when the documents they come from and link to are (see `entryRules`).
 */
export function reportAccess(ctx: RequestContext, report: Report, isStored: boolean): ReadAccess {
  const { access, registry } = ctx;
  if (!mayRun(ctx, report, isStored)) fail("REPORT_DENIED", { report: report.label });
  const plain = (linked: ReadAccess["linked"], highestReadLevel: number): ReadAccess => {
    const { id, email, roles } = ctx.principal;
    return { where: null, highestReadLevel, user: { id, email, roles }, key: access.key, clock: ctx.clock, linked };
  };
  const linked = (doctype: string): ReadAccess | null => {
    if (registry.doctypes.has(doctype) && access.can(doctype, "read")) return { ...access.readAccess(doctype), linked };
    return isStored ? { ...plain(linked, 0), isLent: true } : null;
  };
  if ("ledger" in report.source) return plain(linked, LEVEL_MAX);
  const { doctype, table } = report.source;
  const own = access.readAccess(doctype);
  const level = table === undefined ? 0 : (registry.field(doctype, table)?.level ?? 0);
  // Rows of a table above one's level are not there, though each of their columns may have none.
  if (level > own.highestReadLevel) fail("REPORT_LEVEL_DENIED", { report: report.label });
  return { ...own, clock: ctx.clock, linked };
}

function mayRun({ access, registry }: RequestContext, { id, source }: Report, isStored: boolean): boolean {
  if (isStored) return access.canRunReport(id);
  if (!("ledger" in source)) return true;
  return [...registry.reports.values()].some(
    (other) => "ledger" in other.source && other.source.ledger === source.ledger && access.canRunReport(other.id),
  );
}
