import type { SqlArgument } from "../functions/definition.ts";
import type { CallNode } from "../typed-node.ts";
import { refuseTranslation } from "./refuse-translation.ts";
import type { Translation } from "./sql-context.ts";

export function translateCall(node: CallNode, { context, translate }: Translation): string {
  const args = node.args.map((argument): SqlArgument => {
    return {
      // On demand: a function that works out its literal argument must not leave an unused parameter behind.
      get text() {
        return translate(argument);
      },
      type: argument.type,
      literal: argument.op === "constant" ? argument.value : undefined,
    };
  });
  return node.definition.sql(args, context.target) ?? refuseTranslation(node, `${node.definition.name}(…)`);
}
