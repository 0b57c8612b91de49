import { fail } from "../../kernel/index.ts";
import type { CheckedExpression, CompiledExpression } from "./types.ts";

export function compileExpression(checked: CheckedExpression): CompiledExpression {
  return fail("ASSERTION_FAILED", { what: checked.source });
}
