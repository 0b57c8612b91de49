import { highestLevelOf } from "../access/grant-levels.ts";
import type { Document } from "../types.ts";
import { grantsFor, type Judged } from "./check-access.ts";

/** The level at which the principal reads a document in each of these states of it. */
export function readLevelIn(judged: Judged, ...states: readonly Document[]): number {
  const { access } = judged.ctx;
  const doctype = judged.doctype.id;
  const highest = access.highestReadLevel(doctype);
  if (access.leastReadLevel(doctype) === highest) return highest;
  return Math.min(...states.map((state) => highestLevelOf(grantsFor(judged, "read", state), "readLevel")));
}
