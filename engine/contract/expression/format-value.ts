import { fail } from "../../kernel/index.ts";
import type { ExprType, Value } from "./types.ts";

export function formatValue(type: ExprType, value: Value): string | boolean | null | readonly unknown[] {
  return fail("ASSERTION_FAILED", { what: `${type.kind}${value}` });
}
