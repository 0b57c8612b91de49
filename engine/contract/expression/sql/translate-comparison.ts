import { isId } from "../../../kernel/index.ts";
import type { CompareNode, InItemsNode, InListNode, TypedNode } from "../typed-node.ts";
import { type Translation, textParameter } from "./sql-context.ts";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
/** Never the id of a document: what a text that is no id is compared as. */
const NO_ID = "00000000-0000-0000-0000-000000000000";

export function translateComparison(node: CompareNode, translation: Translation): string {
  const { operator, left, right } = node;
  if (operator === "==" || operator === "!=") {
    const [a, b] = equalSides(left, right, translation);
    return `(${a} ${operator === "==" ? "=" : "<>"} ${b})`;
  }
  const [a, b] = [translation.bare(left), translation.bare(right)];
  // Code point order, whatever the collation of the database; equality needs none.
  return left.type.kind === "text" ? `(${a} ${operator} ${b} collate "C")` : `(${a} ${operator} ${b})`;
}

function equalSides(left: TypedNode, right: TypedNode, translation: Translation): readonly [string, string] {
  const isRecord = left.type.kind === "record" || right.type.kind === "record";
  const side = isRecord ? idOf(translation) : translation.bare;
  return [side(left), side(right)];
}

/** A record's id as uuid. A text that is no id becomes one no document has, so that the comparison is false, not an error. */
const idOf =
  ({ context, translate, bare }: Translation) =>
  (node: TypedNode): string => {
    if (node.type.kind !== "text") return bare(node);
    if (node.op === "constant" && typeof node.value === "string") {
      return textParameter(isId(node.value) ? node.value : NO_ID, context, "uuid");
    }
    return `regexp_replace(${translate(node)}, '^(?!${UUID}$).*$', '${NO_ID}')::uuid`;
  };

export function translateInItems(node: InItemsNode, translation: Translation): string {
  if (node.items.length === 0) return "false";
  const isRecord = [node.needle, ...node.items].some((each) => each.type.kind === "record");
  const side = isRecord ? idOf(translation) : translation.bare;
  const items = node.items.map((item) => side(item));
  return `(${side(node.needle)} in (${items.join(", ")}))`;
}

export function translateInList(node: InListNode, { translate }: Translation): string {
  const needle = translate(node.needle);
  const isRecord = node.needle.type.kind === "record";
  return `(${needle}${isRecord ? "::text" : ""} = any(${translate(node.list)}))`;
}
