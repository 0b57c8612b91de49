import type { CompiledExpression } from "../../contract/index.ts";

/** Root names that are not fields of the document. */
const FOREIGN_ROOTS: ReadonlySet<string> = new Set([
  "doc",
  "line",
  "user",
  "organization",
  "settings",
  "params",
  "group",
  "before",
]);

/** Paths an expression reads, sorted by where they begin. */
export interface ExpressionPaths {
  /** From the document it stands in (for a link's filter: from the linked document). */
  readonly own: readonly (readonly string[])[];
  /** From the document as `doc`. */
  readonly doc: readonly (readonly string[])[];
  /** From the row it stands in. */
  readonly row: readonly (readonly string[])[];
  /** From single doctypes, which come first: `["organization", "currency"]`. */
  readonly settings: readonly (readonly string[])[];
}

export function expressionPaths({ checked }: CompiledExpression): ExpressionPaths {
  const under = (root: string) => checked.paths.filter((path) => path[0] === root);
  return {
    own: checked.paths.filter((path) => !FOREIGN_ROOTS.has(path[0]!)),
    doc: under("doc").map((path) => path.slice(1)),
    row: [...checked.rowPaths, ...[...under("line"), ...under("before")].map((path) => path.slice(1))],
    settings: [...under("organization"), ...under("settings").map((path) => path.slice(1))],
  };
}
