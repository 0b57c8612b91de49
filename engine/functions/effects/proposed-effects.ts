import type { FunctionDeclaration } from "../../contract/index.ts";
import { validateJson } from "../../contract/validation/index.ts";
import type { JsonValue, RequestContext } from "../../documents/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ProposedEffect } from "../types.ts";

const text = { type: "string" };
const ids = { type: "array", items: text };
const rows = { type: "array", items: { type: "object" } };
const shape = (properties: Readonly<Record<string, object>>, required: readonly string[]) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

/** JSON Schema of what an algorithm may propose. */
const EFFECTS_SCHEMA = {
  type: "array",
  items: {
    anyOf: [
      shape({ create: text, rows, key: text, submit: { type: "boolean" } }, ["create", "rows"]),
      shape({ update: text, rows: { type: "array", items: { type: "object", required: ["id"] } } }, ["update", "rows"]),
      ...["submit", "cancel", "delete"].map((verb) => shape({ [verb]: text, ids }, [verb, "ids"])),
    ],
  },
};

export interface Proposal {
  readonly output: JsonValue;
  readonly effects: readonly ProposedEffect[];
}

/**
 * Takes apart what an algorithm answered: the output as declared, and the effects beside it.
 * Raises FUNCTION_OUTPUT_INVALID.
 */
export function parseProposal(declaration: FunctionDeclaration, answer: unknown): Proposal {
  const declared = declaration.effects ?? [];
  const { effects = [], ...rest } =
    declared.length > 0 && isObject(answer) ? (answer as { readonly effects?: unknown }) : {};
  const output = declared.length > 0 && isObject(answer) ? rest : answer;
  const details = [...validateJson(declaration.output, output), ...validateJson(EFFECTS_SCHEMA, effects)];
  if (details.length > 0) fail("FUNCTION_OUTPUT_INVALID", { function: declaration.id }, { details });
  const proposed = effects as readonly ProposedEffect[];
  return { output: output as JsonValue, effects: proposed };
}

/** What was intended under an earlier declaration is done only as far as the one in force allows it. Raises FUNCTION_EFFECT_UNDECLARED. */
export function assertDeclared({ id, effects = [] }: FunctionDeclaration, proposed: readonly ProposedEffect[]): void {
  for (const name of proposed.flatMap(effectNames)) {
    if (!effects.includes(name)) fail("FUNCTION_EFFECT_UNDECLARED", { function: id, effect: name });
  }
}

/** Refuses what the caller may not do at all before anything is done. Raises ACCESS_DENIED. */
export function assertMayDo({ access }: RequestContext, effects: readonly ProposedEffect[]): void {
  for (const { verb, doctype } of effects.flatMap(actsOf)) access.assertCan(doctype, verb);
}

type Verb = "create" | "update" | "submit" | "cancel" | "delete";

interface Act {
  readonly verb: Verb;
  readonly doctype: string;
}

/** What one effect does; creating and submitting are two things. */
function actsOf(effect: ProposedEffect): readonly Act[] {
  if ("create" in effect) {
    const doctype = effect.create;
    return [{ verb: "create", doctype }, ...(effect.submit ? [{ verb: "submit" as const, doctype }] : [])];
  }
  if ("update" in effect) return [{ verb: "update", doctype: effect.update }];
  if ("submit" in effect) return [{ verb: "submit", doctype: effect.submit }];
  return "cancel" in effect
    ? [{ verb: "cancel", doctype: effect.cancel }]
    : [{ verb: "delete", doctype: effect.delete }];
}

const effectNames = (effect: ProposedEffect): readonly string[] =>
  actsOf(effect).map(({ verb, doctype }) => `${verb}:${doctype}`);

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
