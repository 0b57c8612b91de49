import type { Decimal } from "../../../kernel/index.ts";
import type { TypedNode } from "../typed-node.ts";
import type { Value } from "../types.ts";
import { compileArithmetic, compileConcat } from "./compile-arithmetic.ts";
import { compileCall } from "./compile-call.ts";
import { compileComparison, compileInItems, compileInList } from "./compile-comparison.ts";
import { compileListCall } from "./compile-list-call.ts";
import { compilePath } from "./compile-path.ts";
import type { Evaluator } from "./evaluator.ts";

/** Typed tree → nested closures, from the leaves up; no source text is ever evaluated. */
export function compileNode(node: TypedNode): Evaluator {
  switch (node.op) {
    case "constant": {
      const { value } = node;
      return () => value;
    }
    case "path":
      return compilePath(node);
    case "not":
      return not(compileNode(node.operand));
    case "negate":
      return negate(compileNode(node.operand));
    case "logic":
      return logic(node.operator, compileNode(node.left), compileNode(node.right));
    case "arithmetic":
      return compileArithmetic(node.operator, compileNode(node.left), compileNode(node.right));
    case "concat":
      return compileConcat(compileNode(node.left), compileNode(node.right));
    case "compare":
      return compileComparison(node, compileNode(node.left), compileNode(node.right));
    case "is_null": {
      const [operand, negated] = [compileNode(node.operand), node.negated];
      return (run) => (operand(run) === null) !== negated;
    }
    case "in_items":
      return compileInItems(node, compileNode(node.needle), node.items.map(compileNode));
    case "in_list":
      return compileInList(node, compileNode(node.needle), compileNode(node.list));
    case "choose":
      return choose(compileNode(node.condition), compileNode(node.then), compileNode(node.otherwise));
    case "list": {
      const items = node.items.map(compileNode);
      return (run) => items.map((item) => item(run));
    }
    case "call":
      return compileCall(node, node.args.map(compileNode));
    case "list_call":
      return compileListCall(node, compileNode(node.list), node.body && compileNode(node.body));
  }
}

function not(operand: Evaluator): Evaluator {
  return (run) => {
    const value = operand(run);
    return value === null ? null : !value;
  };
}

function negate(operand: Evaluator): Evaluator {
  return (run) => {
    const value = operand(run);
    return value === null ? null : (value as Decimal).negated();
  };
}

/** Three-valued: false decides `&&`, true decides `||`, else null wins. */
function logic(operator: "&&" | "||", left: Evaluator, right: Evaluator): Evaluator {
  const deciding = operator === "||";
  return (run) => {
    const a = left(run);
    if (a === deciding) return a;
    const b: Value = right(run);
    return b === deciding ? b : a === null ? null : b;
  };
}

function choose(condition: Evaluator, then: Evaluator, otherwise: Evaluator): Evaluator {
  return (run) => (condition(run) === true ? then(run) : otherwise(run));
}
