import { type Ast, parseExpression } from "../../../engine/contract/index.ts";
import type { View } from "../../../engine/contract/types/index.ts";

/** Values that a document must have to be shown by the view, as far as its filter names them: a new one begins with them. */
export function viewValues({ filter }: Pick<View, "filter">): Readonly<Record<string, string>> {
  return filter === undefined ? {} : Object.fromEntries(mustBe(parseExpression(filter)));
}

type FieldValue = readonly [field: string, value: string];

function mustBe(condition: Ast): readonly FieldValue[] {
  const { op } = condition;
  if (op === "path") return ownField(condition, "true");
  if (op === "not") return ownField(condition.operand, "false");
  if (op !== "binary") return [];
  const { operator, left, right } = condition;
  if (operator === "&&") return [...mustBe(left), ...mustBe(right)];
  return operator === "==" ? [...equal(left, right), ...equal(right, left)] : [];
}

function equal(field: Ast, value: Ast): readonly FieldValue[] {
  const text = literal(value);
  return text === undefined ? [] : ownField(field, text);
}

/** Only the document's own fields; what a linked one has is not the new one's to begin with. */
const ownField = (field: Ast, value: string): readonly FieldValue[] =>
  field.op === "path" && field.names.length === 1 ? [[field.names[0]!.name, value]] : [];

function literal(node: Ast): string | undefined {
  switch (node.op) {
    case "number":
      return node.digits;
    case "negate":
      return node.operand.op === "number" ? `-${node.operand.digits}` : undefined;
    case "text":
      return node.text;
    case "boolean":
      return String(node.value);
    default:
      return undefined;
  }
}
