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

/** A whole number strictly between the bounds as integer, else null; a literal needs no guard when it is inside. */
export function wholeNumber(argument: SqlArgument, low: number, high: number): string {
  return `${between(`trunc(${argument.text})`, `(${low})::numeric`, `(${high})::numeric`)}::int`;
}
