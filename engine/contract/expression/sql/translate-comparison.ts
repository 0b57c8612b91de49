import { isId } from "../../../kernel/index.ts";
import type { CompareNode, InItemsNode, InListNode, TypedNode } from "../typed-node.ts";
import { type SqlContext, textParameter } from "./sql-context.ts";
import { translateNode, translateRaw } from "./translate-node.ts";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
/** Never the id of a document: what a text that is no id is compared as. */
const NO_ID = "00000000-0000-0000-0000-000000000000";

export function translateComparison(node: CompareNode, context: SqlContext): string {
  const { operator, left, right } = node;
  if (operator === "==" || operator === "!=") {
    const [a, b] = equalSides(left, right, context);
    return `(${a} ${operator === "==" ? "=" : "<>"} ${b})`;
  }
  const [a, b] = [translateRaw(left, context), translateRaw(right, context)];
  // Code point order, whatever the collation of the database; equality needs none.
  return left.type.kind === "text" ? `(${a} ${operator} ${b} collate "C")` : `(${a} ${operator} ${b})`;
}

function equalSides(left: TypedNode, right: TypedNode, context: SqlContext): readonly [string, string] {
  const isRecord = left.type.kind === "record" || right.type.kind === "record";
  const side = isRecord ? translateId : translateRaw;
  return [side(left, context), side(right, context)];
}

/** A record's id as uuid. A text that is no id becomes one no document has, so that the comparison is false, not an error. */
function translateId(node: TypedNode, context: SqlContext): string {
  if (node.type.kind !== "text") return translateRaw(node, context);
  if (node.op === "constant" && typeof node.value === "string") {
    return textParameter(isId(node.value) ? node.value : NO_ID, context, "uuid");
  }
  return `regexp_replace(${translateNode(node, context)}, '^(?!${UUID}$).*$', '${NO_ID}')::uuid`;
}

export function translateInItems(node: InItemsNode, context: SqlContext): string {
  if (node.items.length === 0) return "false";
  const isRecord = [node.needle, ...node.items].some((each) => each.type.kind === "record");
  const side = isRecord ? translateId : translateRaw;
  const items = node.items.map((item) => side(item, context));
  return `(${side(node.needle, context)} in (${items.join(", ")}))`;
}

export function translateInList(node: InListNode, context: SqlContext): string {
  const needle = translateNode(node.needle, context);
  const isRecord = node.needle.type.kind === "record";
  return `(${needle}${isRecord ? "::text" : ""} = any(${translateNode(node.list, context)}))`;
}
