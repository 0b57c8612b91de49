import type { ExprType } from "../expression/index.ts";
import type { Choice, ComputedField, Field, Named } from "../types/index.ts";
import { formerOptions } from "./former-options.ts";
import { scaleOf } from "./number-fields.ts";
import { type PerFieldType, perFieldType } from "./per-field-type.ts";

/** Synthetic record of a dynamic link's value: `type` and `id`, both text. */
export const DYNAMIC_LINK_RECORD = "dynamic_link";

const TEXT: ExprType = { kind: "text" };
const JSON_VALUE: ExprType = { kind: "json" };
const TEXTS: ExprType = { kind: "list", of: TEXT };
const number = (scale?: number): ExprType => (scale === undefined ? { kind: "number" } : { kind: "number", scale });

const scaledNumber = (field: Field): ExprType => number(scaleOf(field) ?? undefined);

const EXPRESSION_TYPES: PerFieldType<ExprType | undefined> = {
  text: () => TEXT,
  long_text: () => TEXT,
  rich_text: () => TEXT,
  markdown: () => TEXT,
  email: () => TEXT,
  phone: () => TEXT,
  url: () => TEXT,
  integer: scaledNumber,
  decimal: scaledNumber,
  money: scaledNumber,
  quantity: scaledNumber,
  percent: scaledNumber,
  boolean: () => ({ kind: "boolean" }),
  date: () => ({ kind: "date" }),
  datetime: () => ({ kind: "datetime" }),
  time: () => ({ kind: "time" }),
  duration: scaledNumber,
  json: () => JSON_VALUE,
  color: () => TEXT,
  geolocation: () => JSON_VALUE,
  // A secret is never readable, not even by a formula that would copy it elsewhere.
  secret: () => undefined,
  tags: () => TEXTS,
  choice: ({ options }) => optionType(options),
  multi_choice: ({ options }) => ({ kind: "list", of: optionType(options) }),
  link: (field) => ({ kind: "record", doctype: field.to }),
  dynamic_link: () => ({ kind: "record", doctype: DYNAMIC_LINK_RECORD }),
  table: (field) => ({ kind: "list", of: { kind: "record", doctype: field.of } }),
  file: () => TEXT,
  image: () => TEXT,
  rating: scaledNumber,
  barcode: () => TEXT,
  computed: (field) => computedType(field),
};

function computedType(field: ComputedField): ExprType {
  switch (field.result) {
    case "integer":
      return number(0);
    case "decimal":
    case "money":
      return number();
    case "boolean":
    case "date":
      return { kind: field.result };
    case "text":
      return TEXT;
    case "choice":
      return field.options ? optionType(field.options) : TEXT;
  }
}

/** A text that is one of the options. */
export function optionType(options: Named<Choice>): ExprType {
  const formerly = Object.entries(options).flatMap(([id, option]) =>
    formerOptions(option).map((former) => [former, id] as const),
  );
  return { kind: "text", options: { ids: Object.keys(options), formerly: Object.fromEntries(formerly) } };
}

/** Type an expression sees when it reads the field; undefined = cannot be read. */
export function expressionType(field: Field): ExprType | undefined {
  return perFieldType(EXPRESSION_TYPES, field);
}
