import { fail, mustExist } from "../../../kernel/index.ts";
import type { Ast } from "../ast.ts";
import type { ListFunction } from "../functions/list-functions.ts";
import { usageOf } from "../functions/usage.ts";
import { LIMITS } from "../limits.ts";
import { refuse } from "../refuse.ts";
import { neededKinds } from "../type-text.ts";
import type { PathNode, TypedNode } from "../typed-node.ts";
import type { CheckContext, RowFrame } from "./check-context.ts";
import { settle } from "./settle.ts";
import { NO_ADVICE, refuseType } from "./type-problem.ts";

type CallAst = Extract<Ast, { op: "call" }>;

/** `sum(lines, net)`: the second argument stands in the scope of each row of the first. */
export function checkListCall(ast: CallAst, definition: ListFunction, context: CheckContext): TypedNode {
  const [listAst, bodyAst] = ast.args;
  const isBodyMissing = bodyAst === undefined && !definition.bodyOptional;
  if (listAst === undefined || isBodyMissing || ast.args.length > 2) {
    return refuse("EXPRESSION_ARGUMENTS", ast, { usage: usageOf(definition) });
  }
  const list = checkListArgument(listAst, context);
  const body = bodyAst === undefined ? null : checkBody(bodyAst, list, definition, context);
  const type = definition.returns(body?.type ?? { kind: "null" });
  return { start: ast.start, end: ast.end, op: "list_call", type, definition, list, body, depth: context.rows.length };
}

function checkListArgument(ast: Ast, context: CheckContext): PathNode {
  const node = context.check(ast, context);
  if (node.op !== "path" || node.type.kind !== "list") return refuseType(ast, LIST_FIELD, node.type, NO_ADVICE);
  return node;
}

const LIST_FIELD = { fr: "un champ tableau ou liste", en: "a table or list field" };
const TABLE_FIELD = { fr: "un champ tableau", en: "a table field" };

function checkBody(ast: Ast, list: PathNode, definition: ListFunction, context: CheckContext): TypedNode {
  if (context.rows.length >= LIMITS.listDepth) {
    const unit = { unit_fr: "fonctions de liste imbriquées", unit_en: "list functions inside one another" };
    return fail("EXPRESSION_TOO_LARGE", { limit: LIMITS.listDepth, ...unit });
  }
  const of = list.type.kind === "list" ? list.type.of : list.type;
  if (of.kind !== "record") return refuseType(list, TABLE_FIELD, list.type, NO_ADVICE);
  const rows = [...context.rows, frameOf(list, of.doctype, context)];
  const body = context.check(ast, { ...context, rows });
  if (body.type.kind !== "null" && !definition.bodyKinds.includes(body.type.kind)) {
    return refuseType(ast, neededKinds(definition.bodyKinds), body.type);
  }
  const [kind] = definition.bodyKinds;
  return kind === "number" || kind === "boolean" ? settle(body, { kind }) : body;
}

function frameOf(list: PathNode, record: string, { rows }: CheckContext): RowFrame {
  if (list.origin.from !== "element") return { record, origin: list.origin.from, path: list.names };
  const outer = mustExist(rows[list.origin.depth], "row");
  return { record, origin: outer.origin, path: [...outer.path, ...list.names] };
}
