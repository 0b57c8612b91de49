import type { LocalizedText } from "../../../kernel/index.ts";
import { findAmbiguity } from "./find-ambiguity.ts";
import { parsePattern } from "./parse-pattern.ts";
import { buildPatternGraph } from "./pattern-graph.ts";
import { type PatternProblem, PatternRefusal } from "./pattern-tree.ts";

const LENGTH_MAX = 200;

export const PATTERN_REASONS: Readonly<Record<PatternProblem, LocalizedText>> = {
  invalid: { fr: "elle est mal écrite", en: "it is badly written" },
  too_long: { fr: `elle dépasse ${LENGTH_MAX} caractères`, en: `it is longer than ${LENGTH_MAX} characters` },
  back_reference: { fr: "les références arrière ne sont pas admises", en: "back references are not allowed" },
  look_around: { fr: "les assertions (?=…), (?!…) ne sont pas admises", en: "assertions (?=…), (?!…) are not allowed" },
  large_count: { fr: "une répétition dépasse 1 000 fois", en: "a repetition exceeds 1,000 times" },
  nested_repeat: {
    fr: "une répétition en contient une autre, ce qui peut bloquer le serveur",
    en: "a repetition contains another one, which can block the server",
  },
  overlapping_choice: {
    fr: "dans une répétition, deux suites possibles commencent par le même caractère",
    en: "inside a repetition, two ways to go on begin with the same character",
  },
  overlapping_repeats: {
    fr: "trop de répétitions acceptent les mêmes caractères à la suite",
    en: "too many repetitions in a row accept the same characters",
  },
};

/**
 * Why a user-given pattern (for values it must match whole) is refused: it is invalid or can backtrack catastrophically.
 * Cautious: a few harmless patterns are refused too.
 */
export function patternProblem(pattern: string): PatternProblem | null {
  if (pattern.length > LENGTH_MAX) return "too_long";
  try {
    new RegExp(pattern, "u");
  } catch {
    return "invalid";
  }
  try {
    return findAmbiguity(buildPatternGraph(parsePattern(pattern)));
  } catch (error) {
    if (error instanceof PatternRefusal) return error.problem;
    throw error;
  }
}
