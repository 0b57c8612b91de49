/** Bounds that keep any expression cheap, whoever wrote it. */
export const LIMITS = {
  /** Characters of source text. */
  sourceLength: 4_000,
  /** Nodes of the syntax tree. */
  nodes: 1_000,
  /** Nesting of the syntax tree. */
  depth: 200,
  /** List functions inside one another: the work is rows to that power. */
  listDepth: 3,
  /** Nodes evaluated in one run; only list functions can come near. */
  steps: 200_000,
  /** Digits before the point: every number stays below 10^40. */
  integerDigits: 40,
  /** Digits after the point: products and quotients are rounded half-up to this many. */
  decimals: 20,
  /** Characters of a text made by concatenation. */
  textLength: 1_000_000,
} as const;
