import type { SqlArgument } from "../functions/definition.ts";
import type { CallNode } from "../typed-node.ts";
import { refuseTranslation } from "./refuse-translation.ts";
import type { SqlContext } from "./sql-context.ts";
import { translateNode } from "./translate-node.ts";

export function translateCall(node: CallNode, context: SqlContext): string {
  const args = node.args.map((argument): SqlArgument => {
    const base = { text: translateNode(argument, context), type: argument.type };
    return argument.op === "constant" ? { ...base, literal: argument.value } : base;
  });
  return node.definition.sql(args, context.target) ?? refuseTranslation(node, `${node.definition.name}(…)`);
}
