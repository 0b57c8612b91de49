import { fieldIndex, isAlwaysComputed } from "../../calculation/index.ts";
import type { ResolvedField } from "../../registry/index.ts";
import { writeLevelOf } from "../access/grant-levels.ts";
import type { Work } from "../run/work.ts";

/** Is there anything in the document that its writer may change by hand: not computed, within his level, not locked by submit? */
export function hasFreeField({ ctx, doctype, stored, grants }: Work): boolean {
  const level = writeLevelOf(grants);
  const state = ctx.registry.workflowOf(doctype.id)?.field;
  const isSubmitted = stored?.docstatus === "submitted";
  const isOpen = (field: ResolvedField) =>
    !isAlwaysComputed(field) && field.read_only !== true && field.id !== state && (field.level ?? 0) <= level;
  const isFree = (field: ResolvedField) => isOpen(field) && (!isSubmitted || field.after_submit === true);
  const { scalars, tables } = fieldIndex(doctype);
  return (
    scalars.some(isFree) ||
    tables.some((table) => isFree(table) || (isOpen(table) && fieldIndex(table.child).scalars.some(isFree)))
  );
}
