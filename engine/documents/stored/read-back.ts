import { isStored } from "../../calculation/index.ts";
import type { Sql } from "../../database/index.ts";
import { compileGetQuery, compileWrittenQuery } from "../../database/query/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { RequestContext } from "../types.ts";

/**
 * Reads what only reading tells of a document just written: its computed fields, and whether its principal sees it. Null where
 * what was written tells it all.
 */
export interface ReadBack {
  /** Behind the statement that writes. */
  behind(): Sql;
  /** Inside it, over the row that the part of this name writes; null where it reads what is written along with it. */
  within(written: string): Sql | null;
}

export function readBackOf(ctx: RequestContext, doctype: ResolvedDoctype, id: string): ReadBack | null {
  const { access, registry } = ctx;
  if (!access.can(doctype.id, "read")) return null;
  const fields = computedFields(doctype, access.highestReadLevel(doctype.id));
  if (fields.length === 0) return null;
  return {
    behind: () => compileGetQuery(registry, doctype.id, { id, fields }, access.readAccess(doctype.id)),
    within: (from) => compileWrittenQuery(registry, doctype.id, { from, fields }, access.readAccess(doctype.id)),
  };
}

const COMPUTED = new WeakMap<ResolvedDoctype, Map<number, readonly string[]>>();

/** Computed fields that may be read at this level. */
function computedFields(doctype: ResolvedDoctype, level: number): readonly string[] {
  const byLevel = COMPUTED.get(doctype) ?? new Map<number, readonly string[]>();
  COMPUTED.set(doctype, byLevel);
  let names = byLevel.get(level);
  if (!names) {
    names = doctype.fieldList.filter((field) => !isStored(field) && (field.level ?? 0) <= level).map(({ id }) => id);
    byLevel.set(level, names);
  }
  return names;
}
