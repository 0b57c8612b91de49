import type { AccessGrant } from "../types.ts";

type Level = "readLevel" | "writeLevel";

/** The highest level that one of these grants gives; -1, where there is none. */
export const highestLevelOf = (grants: readonly AccessGrant[], level: Level): number =>
  Math.max(-1, ...grants.map((grant) => grant[level]));

/** The level that grants which let somebody write a document let him write of it. */
export const writeLevelOf = (grants: readonly AccessGrant[]): number =>
  Math.max(0, highestLevelOf(grants, "writeLevel"));

/**
 * The level given in every row that any of these grants covers. A level belongs to the rows of its grant: where one without a rule
 * covers all rows, those with a rule add nothing that holds in each.
 */
export function leastLevel(grants: readonly AccessGrant[], level: Level): number {
  const byRule = new Map<string | null, number>();
  for (const { where, ...grant } of grants) {
    const rule = where?.source ?? null;
    byRule.set(rule, Math.max(byRule.get(rule) ?? -1, grant[level]));
  }
  return byRule.get(null) ?? (byRule.size === 0 ? -1 : Math.min(...byRule.values()));
}
