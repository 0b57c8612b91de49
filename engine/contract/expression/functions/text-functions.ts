import { Decimal } from "../../../kernel/index.ts";
import { refuse } from "../refuse.ts";
import { BOOLEAN, INTEGER, NUMBER, TEXT } from "../type-relations.ts";
import type { ExprType, Value } from "../types.ts";
import { lowerCase, upperCase } from "../values/letter-case.ts";
import { recordId } from "../values/record-id.ts";
import { texts, wholeNumber, wholePart } from "./argument-helpers.ts";
import type { FunctionDefinition, SqlArgument } from "./definition.ts";

const T = { name: "text", kinds: ["text"] } as const;
const PART = { name: "part", kinds: ["text"] } as const;
/** Positions and lengths stay below this. */
const LENGTH_LIMIT = 1_000_001;
/** Written the same in a JavaScript pattern and in an escaped SQL string: blank, tab, line ends, no-break spaces. */
const BLANKS = " \\t\\n\\r\\u00A0\\u202F";
const OUTER_BLANKS = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, "g");
const NUMBER_TEXT = "^[+-]?[0-9]{1,40}(?:[.][0-9]{1,20})?$";
const NUMBER_PATTERN = new RegExp(NUMBER_TEXT);
const strings = (args: readonly Value[]): readonly [string, string] => args as unknown as readonly [string, string];

function textFunction(
  name: string,
  summary: FunctionDefinition["summary"],
  parameters: FunctionDefinition["parameters"],
  type: ExprType,
  evaluate: (text: string, part: string) => Value,
  sql: (text: string, part: string) => string,
): FunctionDefinition {
  return {
    name,
    summary,
    parameters,
    returns: () => type,
    evaluate: (args) => evaluate(...strings(args)),
    sql: (args) => {
      const [text, part] = texts(args);
      return sql(text, part);
    },
  };
}

const substring: FunctionDefinition = {
  name: "substring",
  summary: {
    fr: "Partie d'un texte : début compté à partir de 1, puis nombre de caractères (jusqu'à la fin si absent).",
    en: "Part of a text: start counted from 1, then number of characters (to the end when absent).",
  },
  parameters: [T, { name: "start", kinds: ["number"] }, { name: "length", kinds: ["number"], optional: true }],
  returns: () => TEXT,
  evaluate: (args) => {
    const [text, start, length] = args as unknown as readonly [string, Decimal, Decimal | undefined];
    const from = wholePart(start, 0, LENGTH_LIMIT);
    const count = length === undefined ? LENGTH_LIMIT : wholePart(length, -1, LENGTH_LIMIT);
    if (from === null || count === null) return null;
    return [...text].slice(from - 1, from - 1 + count).join("");
  },
  sql: ([text, start, length]) => {
    if (!text || !start) return null;
    const from = wholeNumber(start, 0, LENGTH_LIMIT);
    return `substring(${text.text}, ${from}${length ? `, ${wholeNumber(length, -1, LENGTH_LIMIT)}` : ""})`;
  },
};

const toText: FunctionDefinition = {
  name: "text",
  summary: {
    fr: "Écrit une valeur comme texte (nombre sans zéros inutiles, date AAAA-MM-JJ, identifiant d'un document).",
    en: "Writes a value as text (number without needless zeros, date YYYY-MM-DD, id of a document).",
  },
  parameters: [{ name: "value", kinds: ["text", "number", "boolean", "date", "datetime", "time", "record"] }],
  returns: () => TEXT,
  evaluate: ([value]) => plainText(value ?? null),
  sql: ([value]) => (value ? plainTextSql(value) : null),
};

/** The text of a scalar or of a record's id. */
export function plainText(value: Value): string | null {
  if (value instanceof Decimal) return value.toFixed();
  return typeof value === "boolean" ? String(value) : recordId(value);
}

function plainTextSql({ text, type }: SqlArgument): string {
  switch (type.kind) {
    case "number":
      return `trim_scale(${text})::text`;
    case "date":
      return `to_char(${text}, 'YYYY-MM-DD')`;
    case "datetime":
      return `to_char(${text} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
    default:
      return `(${text})::text`;
  }
}

const toNumber: FunctionDefinition = {
  name: "number",
  summary: {
    fr: "Lit un nombre dans un texte (point décimal) ; vide si ce n'en est pas un.",
    en: "Reads a number from a text (decimal point); empty when it is none.",
  },
  parameters: [T],
  returns: () => NUMBER,
  check: ([text]) => {
    if (text?.op !== "constant" || typeof text.value !== "string" || NUMBER_PATTERN.test(text.value)) return;
    refuse("EXPRESSION_LITERAL_INVALID", text, {
      literal: text.value,
      expected_fr: "un nombre",
      expected_en: "a number",
    });
  },
  evaluate: (args) => {
    const [text] = strings(args);
    return NUMBER_PATTERN.test(text) ? new Decimal(text) : null;
  },
  sql: (args) => `substring(${texts(args)[0]} from '${NUMBER_TEXT}')::numeric`,
};

export const TEXT_FUNCTIONS: readonly FunctionDefinition[] = [
  textFunction("upper", { fr: "En majuscules.", en: "In upper case." }, [T], TEXT, upperCase, (t) => `upper(${t})`),
  textFunction("lower", { fr: "En minuscules.", en: "In lower case." }, [T], TEXT, lowerCase, (t) => `lower(${t})`),
  textFunction(
    "trim",
    { fr: "Sans espaces au début et à la fin.", en: "Without blanks at both ends." },
    [T],
    TEXT,
    (text) => text.replace(OUTER_BLANKS, ""),
    (t) => `btrim(${t}, E'${BLANKS}')`,
  ),
  textFunction(
    "length",
    { fr: "Nombre de caractères.", en: "Number of characters." },
    [T],
    INTEGER,
    (text) => new Decimal([...text].length),
    (t) => `char_length(${t})::numeric`,
  ),
  textFunction(
    "contains",
    {
      fr: "Le texte contient-il cette partie ? (majuscules distinguées)",
      en: "Does the text contain the part? (case matters)",
    },
    [T, PART],
    BOOLEAN,
    (text, part) => text.includes(part),
    (t, part) => `(strpos(${t}, ${part}) > 0)`,
  ),
  textFunction(
    "starts_with",
    { fr: "Le texte commence-t-il ainsi ?", en: "Does the text begin like this?" },
    [T, PART],
    BOOLEAN,
    (text, part) => text.startsWith(part),
    (t, part) => `starts_with(${t}, ${part})`,
  ),
  textFunction(
    "ends_with",
    { fr: "Le texte finit-il ainsi ?", en: "Does the text end like this?" },
    [T, PART],
    BOOLEAN,
    (text, part) => text.endsWith(part),
    (t, part) => `starts_with(reverse(${t}), reverse(${part}))`,
  ),
  substring,
  toText,
  toNumber,
];
