import type { Ast } from "../ast.ts";
import type { TypedNode } from "../typed-node.ts";
import type { Scope } from "../types.ts";
import type { ReadsCollector } from "./reads-collector.ts";

/** One enclosing list function: the record its rows are, and the path of the list from the outside. */
export interface RowFrame {
  readonly record: string;
  readonly origin: "root" | "row";
  readonly path: readonly string[];
}

/** What the checker knows at one place of the tree. */
export interface CheckContext {
  readonly scope: Scope;
  /** Outermost first. */
  readonly rows: readonly RowFrame[];
  readonly reads: ReadsCollector;
  /** `checkNode`, for the parts of a node. */
  readonly check: (ast: Ast, context: CheckContext) => TypedNode;
}
