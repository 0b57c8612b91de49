import { compileNode } from "./evaluate/compile-node.ts";
import { startRun } from "./evaluate/run.ts";
import type { CheckedExpression, CompiledExpression } from "./types.ts";

/** Compiles once to closures; the result may be kept and called from anywhere, any number of times. */
export function compileExpression(checked: CheckedExpression): CompiledExpression {
  const evaluate = compileNode(checked.root);
  return (environment) => evaluate(startRun(environment));
}
