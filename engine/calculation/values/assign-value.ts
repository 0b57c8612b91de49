import { hasTrait, type ResolvedField, scaleOf } from "../../contract/index.ts";
import { Decimal, formatDecimal, parseDecimal, roundHalfUp } from "../../kernel/index.ts";
import type { JsonValue } from "../document.ts";
import { accepted, type Parsed } from "./parse/outcome.ts";
import { takeDecimal } from "./parse/parse-number.ts";
import { parseValue } from "./parse/parse-value.ts";

/**
 * An expression's result as a value of the field: records become ids, numbers are rounded half-up, once, to the field's
 * decimals, money to its currency's (`moneyDecimals`). The field's own limits hold for computed values too.
 */
export function assignValue(field: ResolvedField, result: unknown, moneyDecimals: number): Parsed {
  if (Decimal.isDecimal(result)) return assignNumber(field, result, moneyDecimals);
  const taken = parseValue(field, plainValue(field, result));
  return field.type === "money" && taken.ok ? accepted(roundMoney(taken.value, moneyDecimals)) : taken;
}

function assignNumber(field: ResolvedField, result: Decimal, moneyDecimals: number): Parsed {
  switch (field.type) {
    case "money":
      return takeDecimal(field, result, moneyDecimals);
    case "decimal":
    case "quantity":
    case "percent":
      return takeDecimal(field, result, scaleOf(field) ?? 0);
    case "text":
      return parseValue(field, result.toFixed());
    default:
      return parseValue(
        field,
        hasTrait(field.type, "whole") ? roundHalfUp(result, 0).toNumber() : formatDecimal(result, 0),
      );
  }
}

/** Half-up to the currency's decimals, written with exactly as many. */
export function roundMoney(value: JsonValue, decimals: number): JsonValue {
  if (value === null || (typeof value === "string" && isWrittenWith(value, decimals))) return value;
  return formatDecimal(parseDecimal(value), decimals);
}

/** Is the text what `formatDecimal` would write, as every stored amount is? A negative one is left to it: it may be no less than nothing. */
function isWrittenWith(text: string, decimals: number): boolean {
  const point = text.indexOf(".");
  const given = point === -1 ? 0 : text.length - point - 1;
  return given === decimals && PLAIN_NUMBER.test(text);
}

const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,29})(?:\.\d{1,20})?$/;

/** What the expression language returns, but for numbers, as JSON. */
function plainValue(field: ResolvedField, result: unknown): unknown {
  if (field.type === "link" && result !== null && typeof result === "object") {
    return (result as { readonly id?: unknown }).id ?? null;
  }
  if (field.type === "datetime" && typeof result === "string") return result.replace(/(\.\d{3})\d+/, "$1");
  return result ?? null;
}
