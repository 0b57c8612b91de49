import type { CharSet } from "./char-set.ts";

/** A regular expression as a tree; anchors are left out, since they consume nothing. */
export type PatternTree =
  | { readonly kind: "set"; readonly set: CharSet }
  | { readonly kind: "sequence"; readonly items: readonly PatternTree[] }
  | { readonly kind: "choice"; readonly branches: readonly PatternTree[] }
  | { readonly kind: "repeat"; readonly body: PatternTree; readonly min: number; readonly max: number };

/** Why a pattern is refused. */
export type PatternProblem =
  | "invalid"
  | "too_long"
  | "back_reference"
  | "look_around"
  | "large_count"
  | "nested_repeat"
  | "overlapping_choice"
  | "overlapping_repeats";

/** Thrown inside this folder only; `patternProblem` tells which. */
export class PatternRefusal {
  readonly problem: PatternProblem;
  constructor(problem: PatternProblem) {
    this.problem = problem;
  }
}
