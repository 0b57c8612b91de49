import type { Field } from "../../../engine/contract/types/index.ts";
import { currencyDecimals, formatDecimal, type Language, parseDecimal } from "../../../engine/kernel/index.ts";
import { parseNumberText } from "../format/numbers.ts";

/** Digits after the point that a field keeps. */
export function scaleOf(field: Field, currency: string): { readonly min: number; readonly max: number } {
  switch (field.type) {
    case "integer":
      return { min: 0, max: 0 };
    case "money": {
      const decimals = currencyDecimals(currency);
      return { min: decimals, max: decimals };
    }
    case "quantity":
      return { min: 0, max: field.scale ?? 3 };
    case "percent":
      return { min: 0, max: field.scale ?? 2 };
    case "decimal":
      return { min: 0, max: field.scale ?? 6 };
    default:
      return { min: 0, max: 6 };
  }
}

/** Typed text → the value the API takes: a number for integers, exact text otherwise; undefined when it is no number. */
export function readNumber(text: string, field: Field, currency: string, language: Language) {
  if (text.trim() === "") return null;
  const parsed = parseNumberText(text, language);
  if (parsed === null) return undefined;
  const { max } = scaleOf(field, currency);
  const rounded = formatDecimal(parseDecimal(parsed), max);
  if (field.type === "integer") return Number(rounded);
  return rounded.includes(".") && field.type !== "money" ? rounded.replace(/\.?0+$/, "") : rounded;
}
