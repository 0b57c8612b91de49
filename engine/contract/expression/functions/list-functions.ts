import { Decimal, type LocalizedText } from "../../../kernel/index.ts";
import { BOOLEAN, INTEGER, NUMBER, numberOfScale, scaleOf } from "../type-relations.ts";
import type { ExprType, Value } from "../types.ts";
import { add, divide, ZERO } from "../values/exact-number.ts";
import { compareValues } from "./choice-functions.ts";

/** A function over the rows of a list: its second argument is evaluated in the scope of each row. */
export interface ListFunction {
  readonly name: "sum" | "count" | "min" | "max" | "avg" | "any" | "all" | "first";
  readonly summary: LocalizedText;
  readonly bodyKinds: readonly ExprType["kind"][];
  readonly bodyOptional?: boolean;
  returns(body: ExprType): ExprType;
  /** Whether the rows after this value need not be looked at. */
  isDecided?(value: Value): boolean;
  /** Combines the values of the rows that were looked at, in order. */
  combine(values: readonly Value[]): Value;
}

const ORDERED_KINDS = ["number", "text", "date", "datetime", "time"] as const;
const SCALAR_KINDS = [...ORDERED_KINDS, "boolean", "record"] as const;

const sum: ListFunction = {
  name: "sum",
  summary: { fr: "Somme sur les lignes ; 0 sans ligne.", en: "Sum over the rows; 0 without rows." },
  bodyKinds: ["number"],
  returns: (body) => numberOfScale(scaleOf(body)),
  combine: (values) => {
    let total = ZERO;
    for (const value of values) if (value instanceof Decimal) total = add(total, value);
    return total;
  },
};

const avg: ListFunction = {
  name: "avg",
  summary: { fr: "Moyenne des valeurs non vides.", en: "Average of the values that are not empty." },
  bodyKinds: ["number"],
  returns: () => NUMBER,
  combine: (values) => {
    let total = ZERO;
    let count = 0;
    for (const value of values) {
      if (!(value instanceof Decimal)) continue;
      total = add(total, value);
      count += 1;
    }
    return divide(total, new Decimal(count));
  },
};

const count: ListFunction = {
  name: "count",
  summary: {
    fr: "Nombre de lignes, ou de lignes qui remplissent la condition.",
    en: "Number of rows, or of rows that meet the condition.",
  },
  bodyKinds: ["boolean"],
  bodyOptional: true,
  returns: () => INTEGER,
  combine: (values) => {
    let rows = 0;
    for (const value of values) if (value === true) rows += 1;
    return new Decimal(rows);
  },
};

function extreme(name: "min" | "max", summary: LocalizedText): ListFunction {
  const sign = name === "min" ? -1 : 1;
  return {
    name,
    summary,
    bodyKinds: ORDERED_KINDS,
    returns: (body) => body,
    combine: (values) => {
      let best: Value = null;
      for (const value of values) {
        if (value !== null && (best === null || compareValues(value, best) * sign > 0)) best = value;
      }
      return best;
    },
  };
}

/** Three-valued: the deciding value wins, else null when a row is undecided, else the opposite. */
function quantifier(name: "any" | "all", deciding: boolean, summary: LocalizedText): ListFunction {
  return {
    name,
    summary,
    bodyKinds: ["boolean"],
    returns: () => BOOLEAN,
    isDecided: (value) => value === deciding,
    combine: (values) => {
      if (values.includes(deciding)) return deciding;
      return values.includes(null) ? null : !deciding;
    },
  };
}

const first: ListFunction = {
  name: "first",
  summary: { fr: "Valeur de la première ligne.", en: "Value of the first row." },
  bodyKinds: SCALAR_KINDS,
  returns: (body) => body,
  isDecided: () => true,
  combine: ([value]) => value ?? null,
};

export const LIST_FUNCTION_DEFINITIONS: readonly ListFunction[] = [
  sum,
  count,
  avg,
  extreme("min", { fr: "Plus petite valeur des lignes.", en: "Smallest value of the rows." }),
  extreme("max", { fr: "Plus grande valeur des lignes.", en: "Largest value of the rows." }),
  quantifier("any", true, {
    fr: "Une ligne au moins remplit-elle la condition ?",
    en: "Does at least one row meet the condition?",
  }),
  quantifier("all", false, {
    fr: "Toutes les lignes remplissent-elles la condition ?",
    en: "Do all rows meet the condition?",
  }),
  first,
];
