import type { Ast } from "./ast.ts";

/** Every path a syntax tree reads, with its place, in the order of the source. */
export function pathsIn(ast: Ast): readonly Extract<Ast, { op: "path" }>[] {
  return ast.op === "path" ? [ast] : childrenOf(ast).flatMap(pathsIn);
}

function childrenOf(ast: Ast): readonly Ast[] {
  switch (ast.op) {
    case "not":
    case "negate":
      return [ast.operand];
    case "binary":
      return [ast.left, ast.right];
    case "choose":
      return [ast.condition, ast.then, ast.otherwise];
    case "list":
      return ast.items;
    case "call":
      return ast.args;
    default:
      return [];
  }
}
