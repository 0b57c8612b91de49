import { type Decimal, fail } from "../../../kernel/index.ts";
import { LIMITS } from "../limits.ts";
import type { Arithmetic } from "../typed-node.ts";
import { add, divide, multiply, remainder, subtract } from "../values/exact-number.ts";
import type { Evaluator } from "./evaluator.ts";

const OPERATIONS: Readonly<Record<Arithmetic, (a: Decimal, b: Decimal) => Decimal | null>> = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": divide,
  "%": remainder,
};

/** Null as soon as one side is null. */
export function compileArithmetic(operator: Arithmetic, left: Evaluator, right: Evaluator): Evaluator {
  const operate = OPERATIONS[operator];
  return (run) => {
    const a = left(run);
    if (a === null) return null;
    const b = right(run);
    return b === null ? null : operate(a as Decimal, b as Decimal);
  };
}

/** A null text counts as blank. */
export function compileConcat(left: Evaluator, right: Evaluator): Evaluator {
  return (run) => {
    const text = ((left(run) as string | null) ?? "") + ((right(run) as string | null) ?? "");
    if (text.length <= LIMITS.textLength) return text;
    const limit = LIMITS.textLength;
    return fail("EXPRESSION_OVERFLOW", { limit_fr: `${limit} caractères`, limit_en: `${limit} characters` });
  };
}
