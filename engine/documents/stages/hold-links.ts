import { ident, joinSql, prepared, type Sql, sql, type Transaction } from "../../database/index.ts";
import { type ErrorDetail, errorDetail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { linkTarget } from "../linking/linked-records.ts";
import { walkFields } from "../linking/walk-fields.ts";
import { labelParams } from "../values/label-params.ts";
import { isSubmittable } from "../values/system-fields.ts";
import { raiseProblems } from "./raise-problems.ts";
import type { Work } from "./work.ts";

/**
 * What becomes final may not build on what is cancelled. The linked documents are held until the commit, so that nobody
 * cancels one of them meanwhile; a cancellation, in turn, looks for final documents that build on it.
 * Raises LINK_CANCELLED. Costs nothing where no link leads to a submittable doctype.
 */
export async function holdLinks(tx: Transaction, work: Work): Promise<void> {
  const ids = submittableLinks(work);
  if (ids.size === 0) return;
  const cancelled = new Set((await tx.query<{ readonly id: string }>(prepared(holdSql([...ids])))).map(({ id }) => id));
  const problems: ErrorDetail[] = [];
  for (const { field, value, pointer } of walkFields(work.doctype, work.document)) {
    const target = linkTarget(field, value);
    if (target && cancelled.has(target.id)) problems.push(errorDetail("LINK_CANCELLED", pointer, labelParams(field)));
  }
  raiseProblems(problems);
}

function submittableLinks({ ctx, doctype, document }: Work): ReadonlyMap<ResolvedDoctype, ReadonlySet<string>> {
  const ids = new Map<ResolvedDoctype, Set<string>>();
  for (const { field, value } of walkFields(doctype, document)) {
    const target = linkTarget(field, value);
    const linked = target && ctx.registry.doctype(target.doctype);
    if (linked && isSubmittable(linked)) ids.set(linked, (ids.get(linked) ?? new Set()).add(target.id));
  }
  return ids;
}

/** Locks in the order of doctype and id; returns the ids of those that are cancelled. */
function holdSql(ids: readonly (readonly [ResolvedDoctype, ReadonlySet<string>])[]): Sql {
  const sorted = [...ids].sort(([a], [b]) => (a.id < b.id ? -1 : 1));
  const held = sorted.map(
    ([doctype, wanted], index) => sql`${ident(`held_${index}`)} as (
      select id, docstatus from ${ident(doctype.table)} where id = any(${[...wanted]}::uuid[]) order by id for share)`,
  );
  const cancelled = sorted.map(
    (_, index) => sql`select id from ${ident(`held_${index}`)} where docstatus = 'cancelled'`,
  );
  return sql`with ${joinSql(held)} ${joinSql(cancelled, " union all ")}`;
}
