import { Decimal } from "../../../kernel/index.ts";
import { typedChildren } from "../typed-children.ts";
import type { ListCallNode, TypedNode } from "../typed-node.ts";
import type { Value } from "../types.ts";
import { compileNode } from "./compile-node.ts";
import type { Evaluator } from "./evaluator.ts";
import { type Run, spendSteps } from "./run.ts";

/** Walks the rows; each one is on top of `run.rows` while the body is evaluated. A null list has no rows. */
export function compileListCall(node: ListCallNode): Evaluator {
  const list = compileNode(node.list);
  const { definition, depth } = node;
  if (node.body === null) return (run) => new Decimal(rowsOf(list(run)).length);
  const body = compileNode(node.body);
  const stepsPerRow = nodeCount(node.body);
  return (run) => definition.combine(rowValues(run, rowsOf(list(run)), body, depth, stepsPerRow));
}

function rowsOf(value: Value): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function* rowValues(run: Run, rows: readonly unknown[], body: Evaluator, depth: number, steps: number) {
  for (const row of rows) {
    spendSteps(run, steps);
    run.rows[depth] = row;
    yield body(run);
  }
}

/** Number of nodes evaluated for one row; rows of list functions inside are counted when they are walked. */
function nodeCount(node: TypedNode): number {
  return 1 + typedChildren(node).reduce((sum, child) => sum + nodeCount(child), 0);
}
