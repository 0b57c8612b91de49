import { Decimal as DecimalJs } from "decimal.js";
import { fail } from "./errors/perfex-error.ts";

/** Our own decimal constructor: 60 significant digits, half-up, never scientific notation in `toString`. */
export const Decimal = DecimalJs.clone({
  precision: 60,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -60,
  toExpPos: 60,
});
export type Decimal = DecimalJs;

const DECIMAL_TEXT = /^[+-]?\d{1,40}(\.\d{1,30})?$/;

/** Parses an exact decimal written with a point. Raises DECIMAL_INVALID. */
export function parseDecimal(value: unknown): Decimal {
  if (value instanceof DecimalJs) return value;
  if (typeof value === "number" && Number.isFinite(value)) return new Decimal(value);
  if (typeof value === "bigint") return new Decimal(value.toString());
  if (typeof value === "string" && DECIMAL_TEXT.test(value)) return new Decimal(value);
  return fail("DECIMAL_INVALID", { value: String(value) });
}

/** Half-up to the given number of decimals, as text with exactly that many ("12.50"). Nothing is less than none: zero has no sign. */
export function formatDecimal(value: Decimal, decimals: number): string {
  const text = value.toFixed(decimals, DecimalJs.ROUND_HALF_UP);
  return text.startsWith("-") && !/[1-9]/.test(text) ? text.slice(1) : text;
}

/** Half-up, as amounts are rounded by law and by hand. */
export function roundHalfUp(value: Decimal, decimals: number): Decimal {
  return value.toDecimalPlaces(decimals, DecimalJs.ROUND_HALF_UP);
}
