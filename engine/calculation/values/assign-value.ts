import { hasTrait, type ResolvedField, scaleOf } from "../../contract/index.ts";
import { Decimal, formatDecimal, parseDecimal, roundHalfUp } from "../../kernel/index.ts";
import type { JsonValue } from "../document.ts";
import { parseField, type Taken } from "./parse-field.ts";

export interface AssignOptions {
  readonly pointer: string;
  /** Decimals of the currency of a money field. */
  readonly moneyDecimals: number;
}

/**
 * An expression's result as a value of the field: records become ids, numbers are rounded half-up, once, to the field's
 * decimals, money to its currency's. The field's own limits hold for computed values too.
 */
export function assignValue(field: ResolvedField, result: unknown, options: AssignOptions): Taken {
  const decimals = field.type === "money" ? options.moneyDecimals : (scaleOf(field) ?? 0);
  const value = plainValue(field, result, decimals);
  const taken = parseField(field, value, options.pointer);
  if (field.type !== "money" || !("value" in taken)) return taken;
  // A computed number has been written with the currency's decimals already.
  return { value: Decimal.isDecimal(result) ? (value as string) : roundMoney(taken.value, decimals) };
}

/** Half-up to the currency's decimals, written with exactly as many. */
export function roundMoney(value: JsonValue, decimals: number): JsonValue {
  return value === null ? null : formatDecimal(parseDecimal(value), decimals);
}

/** What the expression language returns, as JSON. */
function plainValue(field: ResolvedField, result: unknown, decimals: number): unknown {
  if (Decimal.isDecimal(result)) {
    if (hasTrait(field.type, "whole")) return roundHalfUp(result, 0).toNumber();
    return field.type === "text" ? result.toFixed() : formatDecimal(result, decimals);
  }
  if (field.type === "link" && result !== null && typeof result === "object") {
    return (result as { readonly id?: unknown }).id ?? null;
  }
  if (field.type === "datetime" && typeof result === "string") return result.replace(/(\.\d{3})\d+/, "$1");
  return result ?? null;
}
