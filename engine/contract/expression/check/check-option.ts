import { suggest } from "../../suggest.ts";
import { refuse, suggestionParams } from "../refuse.ts";
import type { TypedNode } from "../typed-node.ts";
import type { ChoiceOptions, ExprType } from "../types.ts";

/** Texts that are compared with what a choice's field holds are options of it: any other would never be met. */
export function assertComparedOptions(field: TypedNode, others: readonly TypedNode[]): void {
  if (field.op !== "path") return;
  const options = optionsOf(field.type);
  if (options) for (const other of others) assertOption(other, options);
}

/** A text that is to become the value of a choice, in whichever branch it stands, is an option of it. */
export function assertGivenOptions(given: TypedNode, wanted: ExprType): void {
  const options = optionsOf(wanted);
  if (options) assertOption(given, options);
}

function assertOption(node: TypedNode, options: ChoiceOptions): void {
  if (node.op === "choose") {
    assertOption(node.then, options);
    assertOption(node.otherwise, options);
  } else if (node.op === "list") for (const item of node.items) assertOption(item, options);
  if (node.op !== "constant" || typeof node.value !== "string" || options.ids.includes(node.value)) return;
  const suggestion = options.formerly[node.value] ?? suggest(node.value, options.ids);
  refuse("EXPRESSION_OPTION_UNKNOWN", node, { value: node.value, ...suggestionParams(suggestion) });
}

function optionsOf(type: ExprType): ChoiceOptions | undefined {
  if (type.kind === "list") return optionsOf(type.of);
  return type.kind === "record" ? undefined : type.options;
}
