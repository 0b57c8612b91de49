import type { Ledger } from "../contract/index.ts";
import { Decimal } from "../kernel/index.ts";

/** Amounts by measure. */
export type Amounts = Readonly<Record<string, Decimal>>;

/** A negative amount of one measure is a positive one of its opposite, and is entered so. */
export function placeOpposites(amounts: Amounts, { opposites }: Ledger): Amounts {
  if (!opposites) return amounts;
  const [left, right] = opposites;
  const [leftAmount, rightAmount] = [amounts[left] ?? ZERO, amounts[right] ?? ZERO];
  const isOneSided = leftAmount.isZero() || rightAmount.isZero();
  if (isOneSided && !leftAmount.isNegative() && !rightAmount.isNegative()) return amounts;
  const net = leftAmount.minus(rightAmount);
  const [larger, smaller] = net.isNegative() ? [right, left] : [left, right];
  return { ...amounts, [larger]: net.abs(), [smaller]: ZERO };
}

const ZERO = new Decimal(0);
