import { computesValue, type ResolvedDoctype } from "../../contract/index.ts";

/**
 * Fields, `lines.due_date` for those of a table, whose default is of the day a document is made: it reads the date, or a value that
 * does. A due date follows from the date of its document; in a duplicate both are proposed anew.
 */
export function proposedByDay({ compiled }: ResolvedDoctype): ReadonlySet<string> {
  const known = CACHE.get(compiled) ?? findByDay(compiled);
  CACHE.set(compiled, known);
  return known;
}

type Compiled = ResolvedDoctype["compiled"];
const CACHE = new WeakMap<Compiled, ReadonlySet<string>>();

function findByDay({ computations }: Compiled): ReadonlySet<string> {
  const found = new Set<string>();
  // They come in an order in which each reads only what was before it.
  for (const step of computations) {
    if (!computesValue(step)) continue;
    const { checked } = step.expression;
    const table = step.kind === "column" ? `${step.table}.` : "";
    const reads = [
      ...checked.paths.map((path) => (path[0] === "doc" ? path[1] : path[0]) ?? ""),
      ...checked.rowPaths.map(([column]) => `${table}${column}`),
    ];
    if (checked.usesToday || checked.usesNow || reads.some((name) => found.has(name)))
      found.add(`${table}${step.field}`);
  }
  return found;
}
