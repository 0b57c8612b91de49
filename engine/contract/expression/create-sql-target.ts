import { fail } from "../../kernel/index.ts";
import type { SqlTarget } from "./types.ts";

export interface SqlTargetSource extends Pick<SqlTarget, "column" | "currencyDecimals"> {
  readonly today: string;
  readonly now: string;
  readonly roles: ReadonlySet<string>;
  /** Number of the first placeholder, 1 unless told. */
  readonly firstParameter?: number;
}

export function createSqlTarget(source: SqlTargetSource): SqlTarget & { readonly values: readonly unknown[] } {
  return fail("ASSERTION_FAILED", { what: String(source) });
}
