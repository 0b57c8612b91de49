import type { CallNode } from "../typed-node.ts";
import type { Value } from "../types.ts";
import type { Evaluator } from "./evaluator.ts";
import { spendSteps } from "./run.ts";

/** Texts longer than this cost steps, one per so many characters. */
const CHARACTERS_PER_STEP = 64;

export function compileCall(node: CallNode, args: readonly Evaluator[]): Evaluator {
  const { definition } = node;
  const types = node.args.map((argument) => argument.type);
  const receivesNull = definition.receivesNull === true;
  return (run) => {
    const values: Value[] = [];
    for (const argument of args) {
      const value = argument(run);
      if (value === null && !receivesNull) return null;
      if (typeof value === "string" && value.length > CHARACTERS_PER_STEP) {
        spendSteps(run, value.length / CHARACTERS_PER_STEP);
      }
      values.push(value);
    }
    return definition.evaluate(values, run.environment, types);
  };
}
