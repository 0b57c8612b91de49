import { fail } from "../../kernel/index.ts";
import type { CheckedExpression, SqlExpression, SqlTarget } from "./types.ts";

export function compileToSql(checked: CheckedExpression, target: SqlTarget): SqlExpression {
  return fail("ASSERTION_FAILED", { what: `${checked.source}${target}` });
}
