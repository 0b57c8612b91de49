import { Decimal } from "../../../kernel/index.ts";
import { NULL } from "../type-relations.ts";
import type { Value } from "../types.ts";
import { compareText } from "../values/text-order.ts";
import type { FunctionDefinition, SqlArgument } from "./definition.ts";

const coalesce: FunctionDefinition = {
  name: "coalesce",
  summary: { fr: "La première valeur qui n'est pas vide.", en: "The first value that is not empty." },
  parameters: [
    {
      name: "a",
      kinds: ["text", "number", "boolean", "date", "datetime", "time", "record", "list"],
    },
    {
      name: "b",
      kinds: ["text", "number", "boolean", "date", "datetime", "time", "record", "list"],
    },
  ],
  variadic: true,
  sameType: true,
  receivesNull: true,
  returns: ([type]) => type ?? NULL,
  evaluate: (args) => args.find((value) => value !== null) ?? null,
  sql: (args) => `coalesce(${args.map((argument) => argument.text).join(", ")})`,
};

/** Negative, 0 or positive; both values are of one ordered type. Dates and times order as their texts. */
export function compareValues(a: Value, b: Value): number {
  if (a instanceof Decimal && b instanceof Decimal) return a.cmp(b);
  return compareText(String(a), String(b));
}

function extreme(name: "min" | "max", fr: string, en: string): FunctionDefinition {
  const sign = name === "min" ? -1 : 1;
  const sqlName = name === "min" ? "least" : "greatest";
  return {
    name,
    summary: { fr, en },
    parameters: [
      { name: "a", kinds: ["number", "text", "date", "datetime", "time"] },
      { name: "b", kinds: ["number", "text", "date", "datetime", "time"] },
    ],
    variadic: true,
    sameType: true,
    receivesNull: true,
    returns: ([type]) => type ?? NULL,
    evaluate: (args) => {
      let best: Value = null;
      for (const value of args) {
        if (value !== null && (best === null || compareValues(value, best) * sign > 0)) best = value;
      }
      return best;
    },
    sql: (args) => `${sqlName}(${args.map(ordered).join(", ")})`,
  };
}

function ordered({ text, type }: SqlArgument): string {
  return type.kind === "text" ? `${text} collate "C"` : text;
}

export const CHOICE_FUNCTIONS: readonly FunctionDefinition[] = [
  coalesce,
  extreme(
    "min",
    "La plus petite des valeurs ; les vides sont ignorés.",
    "The smallest of the values; empty ones are skipped.",
  ),
  extreme(
    "max",
    "La plus grande des valeurs ; les vides sont ignorés.",
    "The largest of the values; empty ones are skipped.",
  ),
];
