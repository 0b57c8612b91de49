import { Decimal } from "../../../kernel/index.ts";
import { typedChildren } from "../typed-children.ts";
import type { ListCallNode, TypedNode } from "../typed-node.ts";
import type { Value } from "../types.ts";
import type { Evaluator } from "./evaluator.ts";
import { spendSteps } from "./run.ts";

/** Walks the rows; each one is on top of `run.rows` while the body is evaluated. A null list has no rows. */
export function compileListCall(node: ListCallNode, list: Evaluator, body: Evaluator | null): Evaluator {
  const { definition, depth } = node;
  if (node.body === null || body === null) return (run) => new Decimal(rowsOf(list(run)).length);
  const stepsPerRow = nodeCount(node.body);
  return (run) => {
    const values: Value[] = [];
    for (const row of rowsOf(list(run))) {
      spendSteps(run, stepsPerRow);
      run.rows[depth] = row;
      const value = body(run);
      values.push(value);
      if (definition.isDecided?.(value)) break;
    }
    return definition.combine(values);
  };
}

function rowsOf(value: Value): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Number of nodes evaluated for one row; rows of list functions inside are counted when they are walked. */
function nodeCount(node: TypedNode): number {
  return 1 + typedChildren(node).reduce((sum, child) => sum + nodeCount(child), 0);
}
