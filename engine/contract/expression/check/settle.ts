import type { TypedNode } from "../typed-node.ts";
import type { ExprType } from "../types.ts";

/** Gives an untyped `null` the type its surroundings ask for; SQL needs it, and its value is null either way. */
export function settle(node: TypedNode, type: ExprType): TypedNode {
  if (node.type.kind !== "null") return node;
  return { op: "constant", value: null, type, start: node.start, end: node.end };
}
