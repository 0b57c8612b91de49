import type { Field, Value } from "../../../../engine/contract/index.ts";
import { Decimal, formatDecimal } from "../../../../engine/kernel/index.ts";

/** Decimals a computed number is rounded to; undefined for fields that hold none. */
function decimalsOf(field: Field, moneyDecimals: number): number | undefined {
  switch (field.type) {
    case "money":
      return moneyDecimals;
    case "decimal":
      return field.scale ?? 6;
    case "quantity":
      return field.scale ?? 3;
    case "percent":
      return field.scale ?? 2;
    case "integer":
    case "rating":
    case "duration":
      return 0;
    default:
      return undefined;
  }
}

const INTEGERS = new Set(["integer", "rating", "duration"]);

/** What an expression came to, in the JSON form of the field: rounded once, half-up, links as ids. */
export function fieldValueOf(field: Field, result: Value, moneyDecimals: number): unknown {
  if (result === null || result === undefined) return null;
  if (Decimal.isDecimal(result)) {
    const decimals = decimalsOf(field, moneyDecimals);
    if (decimals === undefined) return (result as Decimal).toFixed();
    const text = formatDecimal(result as Decimal, decimals);
    if (INTEGERS.has(field.type)) return Number(text);
    return field.type === "money" || !text.includes(".") ? text : text.replace(/\.?0+$/, "");
  }
  if (field.type === "link" && typeof result === "object") return (result as { readonly id?: unknown }).id ?? null;
  return result;
}
