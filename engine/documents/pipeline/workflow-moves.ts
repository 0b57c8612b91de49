import { fieldIndex, labelParams } from "../../calculation/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { writeLevelOf } from "../access/grant-levels.ts";
import { viewOf, type Work } from "../run/work.ts";
import type { AccessGrant, DocumentScope, WorkflowMove } from "../types.ts";

/** The document with everything its workflow's conditions may read. */
export function scopeOf(work: Work, isOffer = false): DocumentScope {
  const { doctype, document, environments } = work;
  return { doctype, document, environment: environments({ document: viewOf(work) }), isOffer };
}

/**
 * A transition that names neither roles nor a verb changes the state like any other field: who may not write that field
 * may not make it. Raises FIELD_LEVEL_DENIED.
 */
export function assertMovable(
  doctype: ResolvedDoctype,
  move: WorkflowMove | null,
  grants: readonly AccessGrant[],
): void {
  if (!move || move.isRoleBound || move.action) return;
  const field = fieldIndex(doctype).byId.get(move.field);
  if (!field || (field.level ?? 0) <= writeLevelOf(grants)) return;
  fail("FIELD_LEVEL_DENIED", labelParams(field), { pointer: `/${field.id}` });
}
