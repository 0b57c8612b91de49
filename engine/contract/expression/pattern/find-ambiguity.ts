import { type CharSet, doOverlap } from "./char-set.ts";
import type { PatternGraph } from "./pattern-graph.ts";
import type { PatternProblem } from "./pattern-tree.ts";

/** This many loops in a row that can take the same characters make matching quadratic; more are refused. */
const OVERLAPPING_LOOPS_MAX = 2;
const WAYS_MAX = 4_096;

/**
 * Inside a loop the next character must decide how to go on; otherwise the ways to match grow with every turn
 * (exponential). Loops after one another may overlap only so far (polynomial). Null when the pattern is safe.
 */
export function findAmbiguity(graph: PatternGraph): PatternProblem | null {
  for (let position = 0; position < graph.sets.length; position++) {
    const problem = ambiguityInLoop(graph, position);
    if (problem) return problem;
  }
  if (waysOutsideLoops(graph) > WAYS_MAX) return "overlapping_choice";
  return longestChain(graph) > OVERLAPPING_LOOPS_MAX ? "overlapping_repeats" : null;
}

/** An upper bound of the ways to match that choices outside loops (`a?a?`, `(a|ab)`) multiply to. */
function waysOutsideLoops(graph: PatternGraph): number {
  let ways = waysFrom(graph, graph.starts, -1);
  for (const [position, follows] of graph.follows.entries())
    ways *= waysFrom(graph, follows, graph.loops[position] ?? -1);
  return ways;
}

/** How many of the positions that come next can take one same character, pairs inside the own loop aside. */
function waysFrom({ sets, loops }: PatternGraph, next: readonly number[], loop: number): number {
  const isInside = (position: number): boolean => loop !== -1 && loops[position] === loop;
  const counts = next.map((a) => {
    const rivals = next.filter((b) => !(isInside(a) && isInside(b)) && doOverlap(sets[a] ?? [], sets[b] ?? []));
    return Math.max(1, rivals.length + (isInside(a) ? 1 : 0));
  });
  return Math.max(1, ...counts);
}

function ambiguityInLoop({ sets, follows, loops }: PatternGraph, position: number): PatternProblem | null {
  const loop = loops[position] ?? -1;
  if (loop === -1) return null;
  const inside = (follows[position] ?? []).filter((next) => loops[next] === loop);
  for (let i = 0; i < inside.length; i++) {
    for (let j = i + 1; j < inside.length; j++) {
      const [a, b] = [inside[i] ?? 0, inside[j] ?? 0];
      if (a === b) return "nested_repeat";
      if (doOverlap(sets[a] ?? [], sets[b] ?? [])) return "overlapping_choice";
    }
  }
  return null;
}

/** The most loops, one after another, each reachable from the one before through characters both take. */
function longestChain(graph: PatternGraph): number {
  const loopCount = Math.max(-1, ...graph.loops) + 1;
  const lengths: number[] = Array.from({ length: loopCount }, () => 1);
  // Loops are numbered from left to right, so a later loop's length is known before an earlier one needs it.
  for (let loop = loopCount - 1; loop >= 0; loop--) {
    const own = charactersOf(graph, loop);
    for (const later of reachableLoops(graph, loop, own)) {
      if (later <= loop || !doOverlap(own, charactersOf(graph, later))) continue;
      lengths[loop] = Math.max(lengths[loop] ?? 1, 1 + (lengths[later] ?? 1));
    }
  }
  return Math.max(0, ...lengths);
}

function charactersOf({ sets, loops }: PatternGraph, loop: number): CharSet {
  return sets.flatMap((set, position) => (loops[position] === loop ? set : []));
}

function reachableLoops({ sets, follows, loops }: PatternGraph, loop: number, characters: CharSet): Set<number> {
  const pending = loops.flatMap((each, position) => (each === loop ? [position] : []));
  const seen = new Set(pending);
  const reached = new Set<number>();
  while (pending.length > 0) {
    for (const next of follows[pending.pop() ?? 0] ?? []) {
      if (seen.has(next) || !doOverlap(sets[next] ?? [], characters)) continue;
      seen.add(next);
      pending.push(next);
      const nextLoop = loops[next] ?? -1;
      if (nextLoop !== -1) reached.add(nextLoop);
    }
  }
  return reached;
}
