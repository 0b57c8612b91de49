import type { SqlTarget, SqlValue } from "./types.ts";

export interface SqlTargetSource extends Pick<SqlTarget, "column" | "currencyDecimals"> {
  /** ISO date. */
  readonly today: string;
  /** ISO instant. */
  readonly now: string;
  readonly timeZone: string;
  readonly roles: ReadonlySet<string>;
  /** Number of the first placeholder, 1 unless told. */
  readonly firstParameter?: number;
}

/** A target that numbers its own placeholders (`$1`, `$2`, …) and keeps all their values, session parts included. */
export function createSqlTarget(source: SqlTargetSource): SqlTarget & { readonly values: readonly SqlValue[] } {
  const values: SqlValue[] = [];
  const first = source.firstParameter ?? 1;
  const parameter = (value: SqlValue): string => {
    values.push(value);
    return `$${first + values.length - 1}`;
  };
  return {
    values,
    column: source.column,
    parameter,
    today: () => `${parameter(source.today)}::date`,
    now: () => `${parameter(source.now)}::timestamptz`,
    timeZone: () => `${parameter(source.timeZone)}::text`,
    hasRole: (role) => (source.roles.has(role) ? "true" : "false"),
    ...(source.currencyDecimals ? { currencyDecimals: source.currencyDecimals } : {}),
  };
}
