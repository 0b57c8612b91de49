import { Decimal } from "../../../kernel/index.ts";
import type { SqlArgument } from "./definition.ts";

/** SQL of the arguments, by position; the checker has made sure they are there. */
export function texts(args: readonly SqlArgument[]): readonly [string, string, string] {
  const at = (index: number): string => args[index]?.text ?? "null";
  return [at(0), at(1), at(2)];
}

/**
 * Null unless strictly between the bounds, writing `x` once: LEAST and GREATEST skip nulls,
 * so a null becomes the bound and NULLIF turns the bound into null.
 */
export function between(x: string, low: string, high: string): string {
  return `nullif(greatest(nullif(least(${x}, ${high}), ${high}), ${low}), ${low})`;
}

/** The whole part strictly between the bounds as integer, else null; a literal is worked out here and now. */
export function wholeNumber({ text, literal }: SqlArgument, low: number, high: number): string {
  if (literal instanceof Decimal) return `${wholePart(literal, low, high) ?? "null"}::int`;
  return `${between(`trunc(${text})`, `(${low})::numeric`, `(${high})::numeric`)}::int`;
}

/** The whole part strictly between the bounds, else null: what `wholeNumber` means in memory. */
export function wholePart(value: Decimal, low: number, high: number): number | null {
  const whole = value.trunc();
  return whole.gt(low) && whole.lt(high) ? whole.toNumber() : null;
}
