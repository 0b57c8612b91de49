import type { AnyNode, BinaryExpression, Expression, PrivateIdentifier } from "acorn";

type Operand = Expression | PrivateIdentifier;

/**
 * Where the language itself goes through a text, without a call: what puts two together, what compares them, and names of
 * members, which are read whole. The parts of an expression whose length counts.
 */
export function textsOf(node: AnyNode, parent: AnyNode | undefined): readonly AnyNode[] {
  switch (node.type) {
    case "BinaryExpression":
      return textsOfBinary(node, parent);
    case "AssignmentExpression":
      return node.operator === "+=" ? [node] : [];
    case "TemplateLiteral":
      return node.expressions.length > 0 && parent?.type !== "TaggedTemplateExpression" ? [node] : [];
    case "UnaryExpression":
      return node.operator === "+" ? read(node.argument) : [];
    case "SwitchCase":
      return node.test ? read(node.test) : [];
    case "MemberExpression":
      return node.computed ? read(node.property) : [];
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
      return node.computed ? read(node.key as Expression) : [];
    default:
      return [];
  }
}

const COMPARES = new Set(["==", "!=", "===", "!==", "<", ">", "<=", ">="]);

function textsOfBinary(node: BinaryExpression, parent: AnyNode | undefined): readonly AnyNode[] {
  const { operator, left, right } = node;
  if (operator === "in") return read(left);
  // Texts of different length differ at once, and of two the shorter one ends the comparison.
  if (COMPARES.has(operator)) return isShort(left) ? [] : read(right);
  if (operator !== "+" || (isNumber(left) && isNumber(right))) return [];
  const isPart = parent?.type === "BinaryExpression" && parent.operator === "+" && parent.left === node;
  return isPart ? [] : [node];
}

const read = (node: Operand): readonly AnyNode[] => (isShort(node) ? [] : [node]);

/** No longer than the code it stands in. */
function isShort(node: Operand): boolean {
  switch (node.type) {
    case "Literal":
    case "PrivateIdentifier":
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return true;
    case "Identifier":
      return node.name === "undefined";
    case "TemplateLiteral":
      return node.expressions.length === 0;
    case "UnaryExpression":
      return true;
    default:
      return isNumber(node);
  }
}

const COUNTS = new Set(["-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>"]);

function isNumber(node: Operand): boolean {
  if (node.type === "Literal") return typeof node.value === "number";
  if (node.type === "UpdateExpression") return true;
  return node.type === "BinaryExpression" && COUNTS.has(node.operator);
}
