import type { Ast } from "../ast.ts";
import { BOOLEAN, isComparable, isOrdered, maxScale, NUMBER, numberOfScale, scaleOf, TEXT } from "../type-relations.ts";
import type { Arithmetic, Comparison, TypedNode } from "../typed-node.ts";
import type { ExprType } from "../types.ts";
import { checkAs } from "./check-as.ts";
import type { CheckContext } from "./check-context.ts";
import { assertComparedOptions } from "./check-option.ts";
import { settle } from "./settle.ts";
import { refuseType } from "./type-problem.ts";

type BinaryAst = Extract<Ast, { op: "binary" }>;

/** Chooses what an operator means from its operands' types. */
export function checkBinary(ast: BinaryAst, context: CheckContext): TypedNode {
  switch (ast.operator) {
    case "&&":
    case "||": {
      const left = checkAs(ast.left, BOOLEAN, context);
      const right = checkAs(ast.right, BOOLEAN, context);
      return { ...span(ast), op: "logic", operator: ast.operator, type: BOOLEAN, left, right };
    }
    case "+":
      return checkPlus(ast, context);
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmetic(ast, ast.operator, checkAs(ast.left, NUMBER, context), checkAs(ast.right, NUMBER, context));
    case "==":
    case "!=":
      return checkEquality(ast, ast.operator, context);
    case "in":
      return checkMembership(ast, context);
    default:
      return checkOrder(ast, ast.operator, context);
  }
}

function span(ast: BinaryAst): { start: number; end: number } {
  return { start: ast.start, end: ast.end };
}

function checkPlus(ast: BinaryAst, context: CheckContext): TypedNode {
  const left = context.check(ast.left, context);
  const right = context.check(ast.right, context);
  const isText = left.type.kind === "text" || right.type.kind === "text";
  const type = isText ? TEXT : NUMBER;
  for (const side of [left, right]) {
    if (side.type.kind === type.kind || side.type.kind === "null") continue;
    if (side.type.kind === "date") refuseType(side, type, side.type, DATE_ADVICE);
    refuseType(side, type, side.type);
  }
  const [a, b] = [settle(left, type), settle(right, type)];
  return isText ? { ...span(ast), op: "concat", type, left: a, right: b } : arithmetic(ast, "+", a, b);
}

const DATE_ADVICE = {
  fr: " Pour décaler une date, écrivez add_days(date, jours) ; pour l'écrire dans un texte, text(date).",
  en: " To move a date, write add_days(date, days); to put it into a text, text(date).",
};

function arithmetic(ast: BinaryAst, operator: Arithmetic, left: TypedNode, right: TypedNode): TypedNode {
  const type = numberOfScale(arithmeticScale(operator, left.type, right.type));
  return { ...span(ast), op: "arithmetic", operator, type, left, right };
}

function arithmeticScale(operator: Arithmetic, left: ExprType, right: ExprType): number | undefined {
  if (operator === "/") return undefined;
  if (operator !== "*") return maxScale(left, right);
  const [a, b] = [scaleOf(left), scaleOf(right)];
  return a === undefined || b === undefined ? undefined : a + b;
}

function checkEquality(ast: BinaryAst, operator: "==" | "!=", context: CheckContext): TypedNode {
  const left = context.check(ast.left, context);
  const right = context.check(ast.right, context);
  const isLeftNull = ast.left.op === "null";
  if (isLeftNull || ast.right.op === "null") {
    const operand = isLeftNull ? right : left;
    return { ...span(ast), op: "is_null", type: BOOLEAN, operand, negated: operator === "!=" };
  }
  return comparison(ast, operator, left, right);
}

function comparison(ast: BinaryAst, operator: Comparison, left: TypedNode, right: TypedNode): TypedNode {
  if (!isComparable(left.type, right.type)) refuseType(ast.right, left.type, right.type);
  assertComparedOptions(left, [right]);
  assertComparedOptions(right, [left]);
  const [a, b] = [settle(left, right.type), settle(right, left.type)];
  return { ...span(ast), op: "compare", operator, type: BOOLEAN, left: a, right: b };
}

function checkOrder(ast: BinaryAst, operator: Comparison, context: CheckContext): TypedNode {
  const left = context.check(ast.left, context);
  const right = context.check(ast.right, context);
  for (const side of [left, right]) {
    if (!isOrdered(side.type) && side.type.kind !== "null") refuseType(side, ORDERED, side.type);
  }
  return comparison(ast, operator, left, right);
}

const ORDERED = { fr: "un nombre, un texte, une date ou une heure", en: "a number, a text, a date or a time" };

function checkMembership(ast: BinaryAst, context: CheckContext): TypedNode {
  const needle = context.check(ast.left, context);
  if (ast.right.op === "list") {
    const items = ast.right.items.map((item) => context.check(item, context));
    for (const item of items) {
      if (!isComparable(needle.type, item.type)) refuseType(item, needle.type, item.type);
    }
    assertComparedOptions(needle, items);
    const type = [needle, ...items].find((node) => node.type.kind !== "null")?.type ?? TEXT;
    return {
      ...span(ast),
      op: "in_items",
      type: BOOLEAN,
      needle: settle(needle, type),
      items: items.map((item) => settle(item, type)),
    };
  }
  const list = context.check(ast.right, context);
  if (list.type.kind !== "list") return refuseType(list, { kind: "list", of: needle.type }, list.type, IN_ADVICE);
  const of = list.type.of;
  if (of.kind === "record" || !isComparable(needle.type, of)) refuseType(needle, of, needle.type);
  assertComparedOptions(list, [needle]);
  return { ...span(ast), op: "in_list", type: BOOLEAN, needle: settle(needle, of), list };
}

const IN_ADVICE = { fr: ' Écrivez par exemple : état in ["a", "b"].', en: ' Write for example: state in ["a", "b"].' };
