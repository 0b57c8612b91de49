import { Decimal, fail, roundHalfUp } from "../../../kernel/index.ts";
import { LIMITS } from "../limits.ts";

/** Truncates instead of rounding, so that rounding half-up afterwards is the only rounding. */
const Truncating = Decimal.clone({
  precision: LIMITS.integerDigits + LIMITS.decimals + 2,
  rounding: Decimal.ROUND_DOWN,
});
/** Words of seven digits that multiply exactly within the kernel's precision. */
const EXACT_WORDS = 8;

export const ZERO = new Decimal(0);

/** Arithmetic of the language: exact, except that products and quotients keep 20 decimals, half-up. */
export function add(a: Decimal, b: Decimal): Decimal {
  return withinRange(a.plus(b));
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return withinRange(a.minus(b));
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  if (a.d.length + b.d.length <= EXACT_WORDS) return toDecimals(withinRange(a.times(b)));
  return new Decimal(toDecimals(withinRange(Truncating.mul(a, b))));
}

/** Null when dividing by zero. */
export function divide(a: Decimal, b: Decimal): Decimal | null {
  if (b.isZero()) return null;
  return new Decimal(toDecimals(withinRange(Truncating.div(a, b))));
}

/** The sign follows the dividend; null when dividing by zero. */
export function remainder(a: Decimal, b: Decimal): Decimal | null {
  return b.isZero() ? null : a.mod(b);
}

/** Half-up to the language's number of decimals. */
export function toDecimals(value: Decimal): Decimal {
  return value.decimalPlaces() > LIMITS.decimals ? roundHalfUp(value, LIMITS.decimals) : value;
}

function withinRange(value: Decimal): Decimal {
  if (value.e < LIMITS.integerDigits) return value;
  return fail("EXPRESSION_OVERFLOW", { limit_fr: "10^40", limit_en: "10^40" });
}
