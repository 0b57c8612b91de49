import { Decimal } from "../../../kernel/index.ts";
import { compileToSql } from "../compile-to-sql.ts";
import { createSqlTarget } from "../create-sql-target.ts";
import type { FormattedValue } from "../format-value.ts";
import { sqlType } from "../sql/sql-type.ts";
import type { CheckedExpression, ColumnRead, Environment, ExprType, SqlTarget } from "../types.ts";

/** A query that answers one row with one text column `value`. */
export interface FixtureQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The expression over a row that holds the environment's values as real columns. They come from a set-returning
 * function, so the planner cannot work anything out beforehand.
 */
export function fixtureQuery(checked: CheckedExpression, environment: Environment): FixtureQuery {
  const columns = new Map<string, string>();
  const row: Record<string, unknown> = {};
  const column = (path: readonly string[], { type }: ColumnRead): string => {
    const name = path.join(".");
    columns.set(name, sqlType(type) ?? "text");
    row[name] = storedValue(path, environment);
    return `d."${name}"`;
  };
  const { today, now, timeZone, roles } = environment;
  const target: SqlTarget & { readonly values: readonly unknown[] } = createSqlTarget({
    column,
    today,
    now,
    timeZone,
    roles,
    firstParameter: 2,
    currencyDecimals: (currency) =>
      currency === null ? "2" : `case ${currency} when 'XOF' then 0 when 'TND' then 3 end`,
  });
  const { text } = compileToSql(checked, target);
  const definitions = [...columns].map(([name, type]) => `"${name}" ${type}`);
  const source = `jsonb_to_record($1::jsonb) as d(${["_ text", ...definitions].join(", ")})`;
  return {
    text: `select ${asText(text, checked.type)} as value from ${source}`,
    values: [JSON.stringify(row), ...target.values],
  };
}

function storedValue(path: readonly string[], environment: Environment): unknown {
  let value = environment.get(path[0] ?? "");
  for (const name of path.slice(1)) {
    const isBareId = typeof value === "string" && name === "id";
    if (!isBareId) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  }
  return typeof value === "object" && value !== null && "id" in value ? value.id : value;
}

function asText(sql: string, type: ExprType): string {
  switch (type.kind) {
    case "number":
      return `trim_scale((${sql})::numeric)::text`;
    case "date":
      return `to_char(${sql}, 'YYYY-MM-DD')`;
    case "datetime":
      return `to_char((${sql}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
    case "list":
      return `to_jsonb(${sql})::text`;
    default:
      return `(${sql})::text`;
  }
}

/** What `formatValue` would have given for the text the query answered. */
export function formatAnswer(type: ExprType, text: string | null): FormattedValue {
  if (text === null) return null;
  if (type.kind === "boolean") return text === "true";
  if (type.kind === "number") return new Decimal(text).toFixed();
  if (type.kind !== "list") return text;
  return (JSON.parse(text) as unknown[]).map((item) => (item === null ? null : String(item)));
}
