import type { TypedNode } from "./typed-node.ts";

/** The nodes directly below a node. */
export function typedChildren(node: TypedNode): readonly TypedNode[] {
  switch (node.op) {
    case "constant":
    case "path":
      return [];
    case "not":
    case "negate":
    case "is_null":
      return [node.operand];
    case "logic":
    case "arithmetic":
    case "concat":
    case "compare":
      return [node.left, node.right];
    case "in_items":
      return [node.needle, ...node.items];
    case "in_list":
      return [node.needle, node.list];
    case "choose":
      return [node.condition, node.then, node.otherwise];
    case "list":
      return node.items;
    case "call":
      return node.args;
    case "list_call":
      return node.body === null ? [node.list] : [node.list, node.body];
  }
}
