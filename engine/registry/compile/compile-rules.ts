import type { MetadataAnalysis } from "../../contract/index.ts";
import type { CompiledRule } from "../types.ts";
import type { Part } from "./compile-doctype.ts";
import { requiredExpressionAt } from "./compile-expression-at.ts";

/** Rules of a document and of the rows of its tables. A document's rule at a column of a table runs for each row of it. */
export function compileRules(part: Part, analysis: MetadataAnalysis): CompiledRule[] {
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
