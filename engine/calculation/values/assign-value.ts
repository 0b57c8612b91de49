import type { ResolvedField } from "../../contract/index.ts";
import {
  Decimal,
  type ErrorDetail,
  errorDetail,
  formatDecimal,
  parseDecimal,
  roundHalfUp,
} from "../../kernel/index.ts";
import type { JsonValue } from "../document.ts";
import { labelParams } from "../fields/label-params.ts";
import { decimalsOf } from "./decimals-of.ts";
import { parseValue } from "./parse/parse-value.ts";

export interface AssignOptions {
  readonly pointer: string;
  /** Decimals of the currency of a money field. */
  readonly moneyDecimals: number;
}

/** What a computed value came to as a value of the field. */
export type Assigned = { readonly value: JsonValue } | { readonly problem: ErrorDetail };

/**
 * An expression's result as a value of the field: records become ids, numbers are rounded half-up, once, to the field's
 * decimals, money to its currency's. The field's own limits hold for computed values too.
 */
export function assignValue(field: ResolvedField, result: unknown, options: AssignOptions): Assigned {
  const decimals = field.type === "money" ? options.moneyDecimals : (decimalsOf(field) ?? 0);
  const parsed = parseValue(field, plainValue(field, result, decimals));
  if (parsed.ok) {
    return { value: field.type === "money" ? roundMoney(parsed.value, decimals) : parsed.value };
  }
  return { problem: errorDetail(parsed.code, options.pointer, { ...labelParams(field), ...parsed.params }) };
}

/** Half-up to the currency's decimals, written with exactly as many. */
export function roundMoney(value: JsonValue, decimals: number): JsonValue {
  return value === null ? null : formatDecimal(parseDecimal(value), decimals);
}

/** Field types whose JSON is a number. */
export const WHOLE_NUMBERS: ReadonlySet<string> = new Set(["integer", "rating", "duration"]);

/** What the expression language returns, as JSON. */
function plainValue(field: ResolvedField, result: unknown, decimals: number): unknown {
  if (Decimal.isDecimal(result)) {
    if (WHOLE_NUMBERS.has(field.type)) return roundHalfUp(result, 0).toNumber();
    return field.type === "text" ? result.toFixed() : formatDecimal(result, decimals);
  }
  if (field.type === "link" && result !== null && typeof result === "object") {
    return (result as { readonly id?: unknown }).id ?? null;
  }
  if (field.type === "datetime" && typeof result === "string") return result.replace(/(\.\d{3})\d+/, "$1");
  return result ?? null;
}
