import { fail } from "../../kernel/index.ts";
import type { CheckedExpression, ExprType, Scope } from "./types.ts";

export function checkExpression(source: string, scope: Scope, expected?: ExprType): CheckedExpression {
  return fail("ASSERTION_FAILED", { what: `${source}${scope}${expected}` });
}
