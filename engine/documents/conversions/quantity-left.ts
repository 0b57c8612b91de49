import type { Decimal } from "../../kernel/index.ts";

/**
 * Is so much more than what is left of a line? A line may be negative, as a rebate is: then what is taken of it is negative
 * too, and what is left goes up to nought.
 */
export function isMoreThanLeft(wanted: Decimal, left: Decimal): boolean {
  if (wanted.isZero()) return false;
  return wanted.isNegative() !== left.isNegative() || wanted.abs().gt(left.abs());
}
