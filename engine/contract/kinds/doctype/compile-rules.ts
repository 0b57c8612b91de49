import { type CheckedExpressions, expressionAt } from "../../compile/compile-expression-at.ts";
import type { CompiledRule } from "./compiled-doctype.ts";
import type { DoctypePart } from "./doctype-parts.ts";

/** Rules of a document and of the rows of its tables. A document's rule at a column of a table runs for each row of it. */
export function compileRules(part: DoctypePart, analysis: CheckedExpressions): CompiledRule[] {
  return Object.entries(part.doctype.rules ?? {}).flatMap(([id, rule]): CompiledRule[] => {
    const check = expressionAt(analysis, part.file, ["rules", id, "check"], part.use);
    if (!check) return [];
    const [first, second] = rule.at?.split(".") ?? [];
    const table = second === undefined ? part.table : first!;
    return [{ id, check, message: rule.message, on: rule.on ?? "save", table, field: second ?? first ?? null }];
  });
}
