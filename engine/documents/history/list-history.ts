import { ROW_MEMBERS } from "../../calculation/index.ts";
import { LEVEL_MAX, SYSTEM_FIELD_DEFINITIONS } from "../../contract/index.ts";
import { instantText, prepared, sql } from "../../database/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { loadReadLevel } from "../reading/load-read-level.ts";
import type { HistoryChange, HistoryEntry, JsonValue, RequestContext } from "../types.ts";
import { describeEntry } from "./describe-history.ts";
import { presentField, presentLevel } from "./present-field.ts";

/**
 * Who changed what from what to what, the latest first; fields above the principal's level are left out. A field that was renamed
 * has the level it has today; what level a removed one had nobody knows: it is for those who read every level.
 */
export async function listHistory(
  ctx: RequestContext,
  doctypeId: string,
  id: string,
): Promise<readonly HistoryEntry[]> {
  const doctype = ctx.registry.doctype(doctypeId);
  const level = await loadReadLevel(ctx, doctypeId, id);
  const entries = await ctx.db.read(ctx.organization, (connection) =>
    connection.query<HistoryEntry>(
      prepared(sql`select id, version, verb, changes, reason, created_by as by,
          ${instantText("created_at")} as at
        from history where document_type = ${doctypeId} and document_id = ${id}::uuid order by version desc, id desc`),
    ),
  );
  return entries.map((entry) =>
    describeEntry(ctx.registry, doctype, { ...entry, changes: visibleChanges(doctype, level, entry.changes) }),
  );
}

/** What somebody who reads the document at this level may know of its changes. */
export const visibleChanges = (
  doctype: ResolvedDoctype,
  level: number,
  changes: readonly HistoryChange[],
): readonly HistoryChange[] => changes.flatMap((change) => visibleChange(doctype, level, change) ?? []);

function visibleChange(doctype: ResolvedDoctype, level: number, change: HistoryChange): HistoryChange | null {
  const field = presentField(doctype, change.field);
  if (!field) return change.field in SYSTEM_FIELD_DEFINITIONS || level >= LEVEL_MAX ? change : null;
  if (!isVisible(doctype, change.field, level)) return null;
  if (field.type !== "table" || change.row === undefined) return change;
  const { child } = field;
  if (change.column === undefined) {
    return {
      ...change,
      before: visibleRow(child, level, change.before),
      after: visibleRow(child, level, change.after),
    };
  }
  return isVisible(child, change.column, level) ? change : null;
}

const isVisible = (doctype: ResolvedDoctype, name: string, level: number): boolean =>
  (presentLevel(doctype, name) ?? LEVEL_MAX) <= level;

function visibleRow(rows: ResolvedDoctype, level: number, row: JsonValue): JsonValue {
  if (row === null || typeof row !== "object" || Array.isArray(row)) return row;
  const shown = Object.entries(row).filter(([name]) => ROW_MEMBERS.has(name) || isVisible(rows, name, level));
  return Object.fromEntries(shown) as JsonValue;
}
