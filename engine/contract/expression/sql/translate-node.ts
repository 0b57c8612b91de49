import { Decimal } from "../../../kernel/index.ts";
import type { ConstantNode, ListCallNode, ListNode, LogicNode, PathNode, TypedNode } from "../typed-node.ts";
import { refuseTranslation } from "./refuse-translation.ts";
import { type SqlContext, textParameter } from "./sql-context.ts";
import { sqlType } from "./sql-type.ts";
import { translateArithmetic } from "./translate-arithmetic.ts";
import { translateCall } from "./translate-call.ts";
import { translateComparison, translateInItems, translateInList } from "./translate-comparison.ts";

/** Typed tree → SQL. Numbers come out as `numeric`; every operator is in parentheses, so no precedence is assumed. */
export function translateNode(node: TypedNode, context: SqlContext): string {
  const translate = (child: TypedNode): string => translateNode(child, context);
  const translation = { context, translate, bare: (child: TypedNode) => translateRaw(child, context) };
  switch (node.op) {
    case "constant":
      return translateConstant(node, context) + (node.value instanceof Decimal ? "::numeric" : "");
    case "path":
      return node.type.kind === "number" ? `(${translatePath(node, context)})::numeric` : translatePath(node, context);
    case "not":
      return `(not ${translate(node.operand)})`;
    case "negate":
      return `(- ${translate(node.operand)})`;
    case "logic":
      return translateLogic(node, context);
    case "arithmetic":
      return translateArithmetic(node, translate(node.left), translate(node.right));
    case "concat":
      return `(coalesce(${translate(node.left)}, '') || coalesce(${translate(node.right)}, ''))`;
    case "compare":
      return translateComparison(node, translation);
    case "is_null":
      return `(${translateRaw(node.operand, context)} is ${node.negated ? "not " : ""}null)`;
    case "in_items":
      return translateInItems(node, translation);
    case "in_list":
      return translateInList(node, translation);
    case "choose":
      return `(case when ${translate(node.condition)} then ${translate(node.then)} else ${translate(node.otherwise)} end)`;
    case "list":
      return translateList(node, context);
    case "call":
      return translateCall(node, translation);
    case "list_call":
      return translateListCall(node, context);
  }
}

/** Without the cast of numbers: in comparisons a bare column can use its index. */
export function translateRaw(node: TypedNode, context: SqlContext): string {
  if (node.op === "constant") return translateConstant(node, context);
  return node.op === "path" ? translatePath(node, context) : translateNode(node, context);
}

function translateConstant({ value, type }: ConstantNode, context: SqlContext): string {
  if (value === null) {
    const cast = sqlType(type);
    return cast === null ? "null" : `null::${cast}`;
  }
  if (typeof value === "boolean") return value ? "true" : "false";
  // Digits checked by the parser: a number may stand in the text of the query, where the planner sees it.
  if (value instanceof Decimal) return value.isNegative() ? `(${value.toFixed()})` : value.toFixed();
  return textParameter(value, context);
}

function translatePath(node: PathNode, { target }: SqlContext): string {
  if (node.origin.from === "element") return refuseTranslation(node, node.names.join("."));
  return target.column(node.names, { type: node.type, origin: node.origin.from });
}

function translateLogic({ operator, left, right }: LogicNode, context: SqlContext): string {
  const word = operator === "&&" ? "and" : "or";
  return `(${translateNode(left, context)} ${word} ${translateNode(right, context)})`;
}

function translateList(node: ListNode, context: SqlContext): string {
  const items = node.items.map((item) => translateNode(item, context)).join(", ");
  return `array[${items}]${items === "" ? `::${sqlType(node.type) ?? "text[]"}` : ""}`;
}

/** Only the length of a list column; rows of a table are in another table. */
function translateListCall(node: ListCallNode, context: SqlContext): string {
  const isScalarList = node.list.type.kind === "list" && node.list.type.of.kind !== "record";
  if (node.definition.name !== "count" || !isScalarList) return refuseTranslation(node, `${node.definition.name}(…)`);
  return `coalesce(cardinality(${translatePath(node.list, context)}), 0)::numeric`;
}
