import { Decimal } from "decimal.js";
import type { ShareOutInput, ShareOutOutput } from "./generated/types.ts";

interface Part {
  readonly exact: Decimal;
  rounded: Decimal;
}

/** Parts that make the whole: each rounded half up, and one unit more or less for those that rounding changed most. */
export function shareOut({ whole, decimals, parts }: ShareOutInput): ShareOutOutput {
  const places = Number(decimals);
  const unit = new Decimal(10).pow(-places);
  const shares = parts.map((part): Part => {
    const exact = new Decimal(part.exact);
    return { exact, rounded: exact.toDecimalPlaces(places, Decimal.ROUND_HALF_UP) };
  });
  const left = new Decimal(whole).minus(sumOf(shares));
  const step = left.isNegative() ? unit.negated() : unit;
  const order = mostChangedFirst(shares, step);
  const units = left.div(step).toNumber();
  for (let index = 0; index < units && order.length > 0; index++) {
    const share = order[index % order.length] as Part;
    share.rounded = share.rounded.plus(step);
  }
  return { rows: shares.map(({ rounded }) => ({ part: rounded.toFixed(places) })) };
}

const sumOf = (shares: readonly Part[]): Decimal =>
  shares.reduce((sum, { rounded }) => sum.plus(rounded), new Decimal(0));

/** Of parts that were changed alike the larger one: there a unit matters least. */
function mostChangedFirst(shares: readonly Part[], step: Decimal): readonly Part[] {
  const ranked = shares.map((part) => ({
    part,
    change: part.exact.minus(part.rounded).times(step).toNumber(),
    size: part.exact.abs().toNumber(),
  }));
  ranked.sort((one, other) => other.change - one.change || other.size - one.size);
  return ranked.map(({ part }) => part);
}
