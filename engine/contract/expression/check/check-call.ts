import { mustExist } from "../../../kernel/index.ts";
import { suggest } from "../../suggest.ts";
import type { Ast } from "../ast.ts";
import type { FunctionDefinition, Parameter } from "../functions/definition.ts";
import { FUNCTIONS, LIST_FUNCTIONS } from "../functions/index.ts";
import { usageOf } from "../functions/usage.ts";
import { refuse, suggestionParams } from "../refuse.ts";
import { commonType } from "../type-relations.ts";
import { neededKinds } from "../type-text.ts";
import type { TypedNode } from "../typed-node.ts";
import type { ExprType } from "../types.ts";
import type { CheckContext } from "./check-context.ts";
import { checkListCall } from "./check-list-call.ts";
import { settle } from "./settle.ts";
import { refuseType } from "./type-problem.ts";

type CallAst = Extract<Ast, { op: "call" }>;

/** A call: a list function when the name is one (for `min` and `max`: when the first argument is a list), else a plain one. */
export function checkCall(ast: CallAst, context: CheckContext): TypedNode {
  const listFunction = LIST_FUNCTIONS.get(ast.name);
  const definition = FUNCTIONS.get(ast.name);
  if (listFunction && !(definition && !isListPath(ast.args[0], context))) {
    return checkListCall(ast, listFunction, context);
  }
  if (!definition) {
    const suggestion = suggest(ast.name, [...FUNCTIONS.keys(), ...LIST_FUNCTIONS.keys()]);
    return refuse("EXPRESSION_UNKNOWN_FUNCTION", ast, { name: ast.name, ...suggestionParams(suggestion) });
  }
  return checkPlainCall(ast, definition, context);
}

function isListPath(argument: Ast | undefined, context: CheckContext): boolean {
  return argument?.op === "path" && context.check(argument, context).type.kind === "list";
}

function checkPlainCall(ast: CallAst, definition: FunctionDefinition, context: CheckContext): TypedNode {
  assertArgumentCount(ast, definition);
  const checked = ast.args.map((argument, index) => {
    const node = context.check(argument, context);
    return checkArgument(node, parameterAt(definition, index));
  });
  const args = definition.sameType ? settleTogether(checked) : checked;
  if (definition.reads) context.reads.addSession(definition.reads);
  definition.check?.(args);
  const type = definition.returns(args.map((argument) => argument.type));
  return { start: ast.start, end: ast.end, op: "call", type, definition, args };
}

function parameterAt(definition: FunctionDefinition, index: number): Parameter {
  const last = definition.parameters.length - 1;
  return mustExist(definition.parameters[Math.min(index, last)], "parameter");
}

function assertArgumentCount(ast: CallAst, definition: FunctionDefinition): void {
  const least = definition.parameters.filter((parameter) => !parameter.optional).length;
  const most = definition.variadic ? Number.POSITIVE_INFINITY : definition.parameters.length;
  if (ast.args.length >= least && ast.args.length <= most) return;
  refuse("EXPRESSION_ARGUMENTS", ast, { usage: usageOf(definition) });
}

function checkArgument(node: TypedNode, { kinds }: Parameter): TypedNode {
  if (node.type.kind === "null") {
    const [kind] = kinds;
    const isSettled = kinds.length === 1 && kind !== undefined && kind !== "record" && kind !== "list";
    return isSettled ? settle(node, { kind }) : node;
  }
  if (!kinds.includes(node.type.kind)) refuseType(node, neededKinds(kinds), node.type);
  return node;
}

function settleTogether(args: readonly TypedNode[]): readonly TypedNode[] {
  let common: ExprType = { kind: "null" };
  for (const argument of args) {
    const next = commonType(common, argument.type);
    if (!next) return refuseType(argument, common, argument.type);
    common = next;
  }
  const type = common;
  return args.map((argument) => settle(argument, type));
}
