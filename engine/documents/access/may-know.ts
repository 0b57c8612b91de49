import { fieldIndex } from "../../calculation/index.ts";
import { expressionMentions } from "../../contract/index.ts";
import type { CompiledExpression, ResolvedDoctype } from "../../registry/index.ts";
import type { RequestContext } from "../types.ts";

/**
 * May this person know what a condition over a document comes to? Whoever does not read all it reads is not told: neither in
 * words nor by what is offered. Rows have the level of their document.
 */
export function mayKnow(
  { access, registry }: RequestContext,
  { id, scope }: ResolvedDoctype,
  { checked }: CompiledExpression,
): boolean {
  return expressionMentions(checked, scope, id).every(({ doctype, field }) => {
    const target = registry.doctypes.get(doctype);
    if (!target) return true;
    const holder = target.kind === "child" ? id : doctype;
    return (
      access.can(holder, "read") && (fieldIndex(target).byId.get(field)?.level ?? 0) <= access.leastReadLevel(holder)
    );
  });
}
