import type { Ast } from "../ast.ts";
import type { TypedNode } from "../typed-node.ts";
import type { ExprType } from "../types.ts";
import type { CheckContext } from "./check-context.ts";
import { settle } from "./settle.ts";
import { refuseType } from "./type-problem.ts";

/** Checks a node that must be of one kind; an untyped null takes that kind. */
export function checkAs(ast: Ast, expected: ExprType, context: CheckContext): TypedNode {
  const node = context.check(ast, context);
  if (node.type.kind !== expected.kind && node.type.kind !== "null") refuseType(ast, expected, node.type);
  return settle(node, expected);
}
