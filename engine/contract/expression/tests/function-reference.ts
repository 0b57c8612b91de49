import type { LocalizedText } from "../../../kernel/index.ts";
import { FUNCTIONS, LIST_FUNCTIONS } from "../functions/index.ts";
import { usageOf } from "../functions/usage.ts";

/** What an editor or a guide says about a function. */
export interface FunctionReference {
  readonly name: string;
  /** `round(x[, decimals])` */
  readonly usage: string;
  readonly summary: LocalizedText;
  /** True when it walks through the rows of a table. */
  readonly isOverRows: boolean;
}

/** Every function of the language; `min` and `max` are there twice. */
export const FUNCTION_REFERENCE: readonly FunctionReference[] = [
  ...[...FUNCTIONS.values()].map((each) => ({ definition: each, isOverRows: false })),
  ...[...LIST_FUNCTIONS.values()].map((each) => ({ definition: each, isOverRows: true })),
].map(({ definition, isOverRows }) => ({
  name: definition.name,
  usage: usageOf(definition),
  summary: definition.summary,
  isOverRows,
}));
