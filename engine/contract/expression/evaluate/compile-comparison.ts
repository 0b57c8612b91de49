import { Decimal, mustExist } from "../../../kernel/index.ts";
import { compareValues } from "../functions/choice-functions.ts";
import type { CompareNode, Comparison, InItemsNode, InListNode } from "../typed-node.ts";
import type { ExprType, Value } from "../types.ts";
import { recordId } from "../values/record-id.ts";
import type { Evaluator } from "./evaluator.ts";
import { spendSteps } from "./run.ts";

type Test = (a: Value, b: Value) => boolean | null;

const ORDER: Readonly<Record<Exclude<Comparison, "==" | "!=">, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

export function compileComparison(node: CompareNode, left: Evaluator, right: Evaluator): Evaluator {
  const test = comparisonTest(node);
  return (run) => {
    const a = left(run);
    if (a === null) return null;
    const b = right(run);
    return b === null ? null : test(a, b);
  };
}

function comparisonTest({ operator, left, right }: CompareNode): Test {
  if (operator === "==" || operator === "!=") {
    const equal = equalityTest(left.type, right.type);
    if (operator === "==") return equal;
    return (a, b) => {
      const isEqual = equal(a, b);
      return isEqual === null ? null : !isEqual;
    };
  }
  const holds = ORDER[operator];
  return (a, b) => holds(compareValues(a, b));
}

/** Equality of two values that are not null. Records compare by id; one without an id yet is undecided. */
function equalityTest(left: ExprType, right: ExprType): Test {
  if (left.kind === "record" || right.kind === "record") {
    return (a, b) => {
      const [idA, idB] = [recordId(a), recordId(b)];
      return idA === null || idB === null ? null : idA === idB;
    };
  }
  return (a, b) => (a instanceof Decimal && b instanceof Decimal ? a.eq(b) : a === b);
}

/** `x in [a, b]`: true on a match, else null when x or any item is null; false for an empty list. */
export function compileInItems(node: InItemsNode, needle: Evaluator, evaluators: readonly Evaluator[]): Evaluator {
  const items = evaluators.map((evaluate, index) => {
    const { type } = mustExist(node.items[index], "item of the list");
    return { evaluate, equal: equalityTest(node.needle.type, type) };
  });
  if (items.length === 0) return () => false;
  return (run) => {
    const value = needle(run);
    if (value === null) return null;
    let result: boolean | null = false;
    for (const { evaluate, equal } of items) {
      const item = evaluate(run);
      const isEqual: boolean | null = item === null ? null : equal(value, item);
      if (isEqual === true) return true;
      if (isEqual === null) result = null;
    }
    return result;
  };
}

/** `x in list`: null when the list is null. */
export function compileInList(node: InListNode, needle: Evaluator, list: Evaluator): Evaluator {
  const of = node.list.type.kind === "list" ? node.list.type.of : node.list.type;
  const equal = equalityTest(node.needle.type, of);
  return (run) => {
    const value = needle(run);
    const items = list(run) as readonly Value[] | null;
    if (items === null) return null;
    if (items.length === 0) return false;
    if (value === null) return null;
    spendSteps(run, items.length);
    const results = items.map((item) => (item === null ? null : equal(value, item)));
    return results.includes(true) ? true : results.includes(null) ? null : false;
  };
}
