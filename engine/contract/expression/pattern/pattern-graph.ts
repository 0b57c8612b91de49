import type { CharSet } from "./char-set.ts";
import { PatternRefusal, type PatternTree } from "./pattern-tree.ts";

/**
 * The positions of a pattern (one per character class written) and which can follow which. Two ways to follow are two
 * entries: a matcher that backtracks tries both.
 */
export interface PatternGraph {
  /** Positions a match can begin with. */
  readonly starts: readonly number[];
  readonly sets: readonly CharSet[];
  readonly follows: readonly (readonly number[])[];
  /** Number of the outermost loop a position is in, -1 outside loops. */
  readonly loops: readonly number[];
}

/** How a subtree begins and ends. */
interface Ends {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly isNullable: boolean;
}

interface Builder {
  readonly sets: CharSet[];
  readonly follows: number[][];
  readonly loops: number[];
  /** Loop being built, -1 outside. */
  loop: number;
  loopCount: number;
}

/** Throws PatternRefusal when a repeated part can match nothing. */
export function buildPatternGraph(tree: PatternTree): PatternGraph {
  const builder: Builder = { sets: [], follows: [], loops: [], loop: -1, loopCount: 0 };
  const { first } = build(tree, builder);
  return { starts: first, sets: builder.sets, follows: builder.follows, loops: builder.loops };
}

function build(tree: PatternTree, builder: Builder): Ends {
  switch (tree.kind) {
    case "set": {
      const position = builder.sets.push(tree.set) - 1;
      builder.follows.push([]);
      builder.loops.push(builder.loop);
      return { first: [position], last: [position], isNullable: false };
    }
    case "sequence":
      return tree.items.reduce<Ends>((before, item) => join(before, build(item, builder), builder), EMPTY);
    case "choice": {
      const branches = tree.branches.map((branch) => build(branch, builder));
      return {
        first: branches.flatMap((branch) => branch.first),
        last: branches.flatMap((branch) => branch.last),
        isNullable: branches.some((branch) => branch.isNullable),
      };
    }
    case "repeat":
      return buildRepeat(tree, builder);
  }
}

const EMPTY: Ends = { first: [], last: [], isNullable: true };

function join(before: Ends, after: Ends, builder: Builder): Ends {
  connect(before.last, after.first, builder);
  return {
    first: before.isNullable ? [...before.first, ...after.first] : before.first,
    last: after.isNullable ? [...before.last, ...after.last] : after.last,
    isNullable: before.isNullable && after.isNullable,
  };
}

function connect(from: readonly number[], to: readonly number[], builder: Builder): void {
  for (const position of from) builder.follows[position]?.push(...to);
}

/** A character class repeated exactly n times is a row of classes (two stand for many); anything else repeated is a loop. */
function buildRepeat({ body, min, max }: Extract<PatternTree, { kind: "repeat" }>, builder: Builder): Ends {
  if (max === 0) return EMPTY;
  if (max === 1) return { ...build(body, builder), ...(min === 0 ? { isNullable: true } : {}) };
  if (body.kind === "set" && min === max) return join(build(body, builder), build(body, builder), builder);
  const isOutermost = builder.loop === -1;
  if (isOutermost) builder.loop = builder.loopCount++;
  const ends = build(body, builder);
  if (isOutermost) builder.loop = -1;
  if (ends.isNullable) throw new PatternRefusal("nested_repeat");
  connect(ends.last, ends.first, builder);
  return { ...ends, isNullable: min === 0 };
}
