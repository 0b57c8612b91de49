import { LIMITS } from "../limits.ts";
import { scaleOf } from "../type-relations.ts";
import type { ArithmeticNode } from "../typed-node.ts";

/** One more digit than is kept: an exact whole division at this scale, rounded once, is the exactly rounded quotient. */
const GUARD_DIGITS = LIMITS.decimals + 1;
const SCALE_UP = `1${"0".repeat(GUARD_DIGITS)}`;
const SCALE_DOWN = `0.${"0".repeat(GUARD_DIGITS - 1)}1`;

/** The same numbers as in memory: Postgres' own `/` keeps fewer decimals for large quotients. */
export function translateArithmetic(node: ArithmeticNode, left: string, right: string): string {
  switch (node.operator) {
    case "/":
      return `round(div(${left} * ${SCALE_UP}, nullif(${right}, 0)) * ${SCALE_DOWN}, ${LIMITS.decimals})`;
    case "%":
      return `(${left} % nullif(${right}, 0))`;
    case "*":
      return scaleOf(node.type) === undefined
        ? `round(${left} * ${right}, ${LIMITS.decimals})`
        : `(${left} * ${right})`;
    default:
      return `(${left} ${node.operator} ${right})`;
  }
}
