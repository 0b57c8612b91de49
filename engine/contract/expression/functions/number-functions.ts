import { Decimal, roundHalfUp } from "../../../kernel/index.ts";
import { LIMITS } from "../limits.ts";
import { INTEGER, NUMBER, numberOfScale, scaleOf, TEXT } from "../type-relations.ts";
import type { Value } from "../types.ts";
import { texts, wholeNumber, wholePart } from "./argument-helpers.ts";
import type { FunctionDefinition } from "./definition.ts";

const X = { name: "x", kinds: ["number"] } as const;
const PAD_MAX = 20;
const numbers = (args: readonly Value[]): readonly [Decimal, Decimal] => args as unknown as readonly [Decimal, Decimal];

const round: FunctionDefinition = {
  name: "round",
  summary: {
    fr: "Arrondit à n décimales (0 à 20), demi au supérieur.",
    en: "Rounds to n decimals (0 to 20), half up.",
  },
  parameters: [X, { name: "decimals", kinds: ["number"], optional: true }],
  returns: () => NUMBER,
  evaluate: (args) => {
    const [x, decimals] = numbers(args);
    if (decimals === undefined) return roundHalfUp(x, 0);
    const places = wholePart(decimals, -1, LIMITS.decimals + 1);
    return places === null ? null : roundHalfUp(x, places);
  },
  sql: (args) => {
    const [x] = texts(args);
    const decimals = args[1];
    return decimals ? `round(${x}, ${wholeNumber(decimals, -1, LIMITS.decimals + 1)})` : `round(${x}, 0)`;
  },
};

const abs: FunctionDefinition = {
  name: "abs",
  summary: { fr: "Valeur absolue.", en: "Absolute value." },
  parameters: [X],
  returns: ([x]) => numberOfScale(x && scaleOf(x)),
  evaluate: (args) => numbers(args)[0].abs(),
  sql: (args) => `abs(${texts(args)[0]})`,
};

const floor: FunctionDefinition = {
  name: "floor",
  summary: { fr: "Arrondit à l'entier inférieur.", en: "Rounds down to a whole number." },
  parameters: [X],
  returns: () => INTEGER,
  evaluate: (args) => numbers(args)[0].floor(),
  sql: (args) => `floor(${texts(args)[0]})`,
};

const ceil: FunctionDefinition = {
  name: "ceil",
  summary: { fr: "Arrondit à l'entier supérieur.", en: "Rounds up to a whole number." },
  parameters: [X],
  returns: () => INTEGER,
  evaluate: (args) => numbers(args)[0].ceil(),
  sql: (args) => `ceil(${texts(args)[0]})`,
};

const pad: FunctionDefinition = {
  name: "pad",
  summary: {
    fr: 'Partie entière écrite avec au moins n chiffres (1 à 20) : pad(7, 3) = "007".',
    en: 'Whole part written with at least n digits (1 to 20): pad(7, 3) = "007".',
  },
  parameters: [X, { name: "digits", kinds: ["number"] }],
  returns: () => TEXT,
  evaluate: (args) => {
    const [x, digits] = numbers(args);
    const width = wholePart(digits, 0, PAD_MAX + 1);
    const whole = x.trunc();
    return width === null || whole.lt(0) ? null : whole.abs().toFixed(0).padStart(width, "0");
  },
  sql: (args) => {
    const [x, digits] = args;
    const width = digits?.literal instanceof Decimal ? wholePart(digits.literal, 0, PAD_MAX + 1) : null;
    if (!x || width === null) return null;
    // Zeros in front, then as many taken away as leave the wanted width: the number is written once.
    const whole = `nullif(greatest(trunc(${x.text}), -1), -1)::text`;
    return `regexp_replace('${"0".repeat(width)}' || ${whole}, '^0*(?=.{${width},}$)', '')`;
  },
};

export const NUMBER_FUNCTIONS: readonly FunctionDefinition[] = [round, abs, floor, ceil, pad];
