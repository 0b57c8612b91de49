import { Decimal } from "../../../kernel/index.ts";
import type { Ast } from "../ast.ts";
import { BOOLEAN, commonType, NULL, NUMBER, numberOfScale, scaleOf, TEXT } from "../type-relations.ts";
import type { TypedNode } from "../typed-node.ts";
import type { ExprType } from "../types.ts";
import { checkAs } from "./check-as.ts";
import { checkBinary } from "./check-binary.ts";
import { checkCall } from "./check-call.ts";
import type { CheckContext } from "./check-context.ts";
import { checkPath } from "./check-path.ts";
import { settle } from "./settle.ts";
import { refuseType } from "./type-problem.ts";

/** Gives every node a type and resolves its names; refuses what does not fit, with its place. */
export function checkNode(ast: Ast, context: CheckContext): TypedNode {
  const span = { start: ast.start, end: ast.end };
  switch (ast.op) {
    case "number":
      return numberConstant(span, new Decimal(ast.digits));
    case "text":
      return { ...span, op: "constant", type: TEXT, value: ast.text };
    case "boolean":
      return { ...span, op: "constant", type: BOOLEAN, value: ast.value };
    case "null":
      return { ...span, op: "constant", type: NULL, value: null };
    case "path":
      return checkPath(ast.names, context);
    case "not":
      return { ...span, op: "not", type: BOOLEAN, operand: checkAs(ast.operand, BOOLEAN, context) };
    case "negate":
      return checkNegation(ast, context);
    case "binary":
      return checkBinary(ast, context);
    case "choose":
      return checkChoice(ast, context);
    case "list":
      return checkList(ast, context);
    case "call":
      return checkCall(ast, context);
  }
}

function numberConstant(span: { start: number; end: number }, value: Decimal): TypedNode {
  return { ...span, op: "constant", type: numberOfScale(value.decimalPlaces()), value };
}

function checkNegation(ast: Extract<Ast, { op: "not" | "negate" }>, context: CheckContext): TypedNode {
  const operand = checkAs(ast.operand, NUMBER, context);
  const span = { start: ast.start, end: ast.end };
  if (operand.op === "constant" && operand.value instanceof Decimal)
    return numberConstant(span, operand.value.negated());
  return { ...span, op: "negate", type: numberOfScale(scaleOf(operand.type)), operand };
}

function checkChoice(ast: Extract<Ast, { op: "choose" }>, context: CheckContext): TypedNode {
  const condition = checkAs(ast.condition, BOOLEAN, context);
  const then = checkNode(ast.then, context);
  const otherwise = checkNode(ast.otherwise, context);
  const type = commonType(then.type, otherwise.type);
  if (!type) return refuseType(ast.otherwise, then.type, otherwise.type);
  const span = { start: ast.start, end: ast.end };
  return { ...span, op: "choose", type, condition, then: settle(then, type), otherwise: settle(otherwise, type) };
}

function checkList(ast: Extract<Ast, { op: "list" }>, context: CheckContext): TypedNode {
  const items = ast.items.map((item) => checkNode(item, context));
  let of: ExprType = NULL;
  for (const item of items) {
    const common = commonType(of, item.type);
    if (!common || item.type.kind === "list") return refuseType(item, of, item.type);
    of = common;
  }
  const settled = items.map((item) => settle(item, of));
  return { start: ast.start, end: ast.end, op: "list", type: { kind: "list", of }, items: settled };
}
