import { readNumberText } from "../../../engine/calculation/values/parse/read-number-text.ts";
import { hasTrait } from "../../../engine/contract/fields/field-traits.ts";
import { scaleOf } from "../../../engine/contract/fields/number-fields.ts";
import type { Field } from "../../../engine/contract/types/index.ts";
import { currencyDecimals, formatDecimal, type Language, parseDecimal } from "../../../engine/kernel/index.ts";
import { looksOf } from "../field-types/field-looks.ts";

/** Digits after the point that an input shows and takes. */
export function digitsOf(field: Field, currency: string): { readonly min: number; readonly max: number } {
  if (looksOf(field).text !== "amount") return { min: 0, max: scaleOf(field) ?? 6 };
  const decimals = currencyDecimals(currency);
  return { min: decimals, max: decimals };
}

/** Typed text → the value the API takes: a number for integers, exact text otherwise; undefined when it is no number. */
export function readNumber(text: string, field: Field, currency: string, language: Language) {
  if (text.trim() === "") return null;
  const parsed = readNumberText(text, { decimal: language === "fr" ? "," : ".", isTyped: true });
  if (parsed === null) return undefined;
  const { max } = digitsOf(field, currency);
  const rounded = formatDecimal(parseDecimal(parsed), max);
  if (hasTrait(field.type, "whole")) return Number(rounded);
  return rounded.includes(".") && looksOf(field).text !== "amount" ? rounded.replace(/\.?0+$/, "") : rounded;
}
