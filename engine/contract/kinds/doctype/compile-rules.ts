import { type CheckedExpressions, requiredExpressionAt } from "../../compile/compile-expression-at.ts";
import type { CompiledRule } from "./compiled-doctype.ts";
import type { DoctypePart } from "./doctype-parts.ts";

/** Rules of a document and of the rows of its tables. A document's rule at a column of a table runs for each row of it. */
export function compileRules(part: DoctypePart, analysis: CheckedExpressions): CompiledRule[] {
  return Object.entries(part.doctype.rules ?? {}).map(([id, rule]) => {
    const [first, second] = rule.at?.split(".") ?? [];
    return {
      id,
      check: requiredExpressionAt(analysis, part.file, ["rules", id, "check"], part.use),
      message: rule.message,
      on: rule.on ?? "save",
      table: second === undefined ? part.table : first!,
      field: second ?? first ?? null,
    };
  });
}
