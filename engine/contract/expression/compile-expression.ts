import { compileNode } from "./evaluate/compile-node.ts";
import { startRun } from "./evaluate/run.ts";
import type { CheckedExpression, ExpressionFunction } from "./types.ts";

/** Compiles once to closures; the result may be kept and called from anywhere, any number of times. */
export function compileExpression(checked: CheckedExpression): ExpressionFunction {
  const evaluate = compileNode(checked.root);
  return (environment) => evaluate(startRun(environment));
}
