import type { ExprType, Scope } from "../../contract/index.ts";
import type { QueryContext } from "./query-context.ts";
import { readable } from "./resolve-path.ts";
import { doctypeShape } from "./row-shape.ts";

/**
 * A scope over `document` with everything left out that the reader may not see: for expressions that come from outside.
 * Rows of the document's tables have the document's read level.
 */
export function readableScope(context: QueryContext, document: string, scope: Scope): Scope {
  const isHidden = (record: string, field: string): boolean => {
    const target = context.registry.doctypes.get(record);
    if (!target) return false;
    const access = context.accessTo(target.kind === "child" ? document : record);
    const shape = doctypeShape(target);
    return access === null || (shape.columns.has(field) && !readable(shape, field, access.highestReadLevel));
  };
  const unlessHidden = (record: string, field: string, type: ExprType | undefined) =>
    type === undefined || isHidden(record, field) ? undefined : type;
  return {
    lookup: (name) => unlessHidden(document, name, scope.lookup(name)),
    member: (record, field) => unlessHidden(record, field, scope.member(record, field)),
    row: scope.row,
    names: () => (scope.names?.() ?? []).filter((name) => !isHidden(document, name)),
    members: (record) => (scope.members?.(record) ?? []).filter((name) => !isHidden(record, name)),
  };
}
