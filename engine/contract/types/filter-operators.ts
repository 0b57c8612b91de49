import type { LocalizedText } from "../../kernel/index.ts";
import type { Field } from "./generated/metadata.ts";

/** Comparisons of a field with a value, in a reader's words. `between` takes `[from, to]`, `in` an array, `is_null` a boolean; null is only asked with `is_null`. */
export const FILTER_OPERATORS = {
  eq: { fr: "est", en: "is" },
  ne: { fr: "n’est pas", en: "is not" },
  lt: { fr: "<", en: "<" },
  lte: { fr: "≤", en: "≤" },
  gt: { fr: ">", en: ">" },
  gte: { fr: "≥", en: "≥" },
  in: { fr: "parmi", en: "is one of" },
  contains: { fr: "contient", en: "contains" },
  starts_with: { fr: "commence par", en: "starts with" },
  ends_with: { fr: "finit par", en: "ends with" },
  is_null: { fr: "est vide", en: "is empty" },
  between: { fr: "entre", en: "between" },
} as const satisfies Readonly<Record<string, LocalizedText>>;
export type FilterOperator = keyof typeof FILTER_OPERATORS;

export const isFilterOperator = (text: unknown): text is FilterOperator =>
  typeof text === "string" && Object.hasOwn(FILTER_OPERATORS, text);

interface Comparisons {
  /** What a query may ask. */
  readonly accepted: readonly FilterOperator[];
  /** What is offered to people, the most usual first; nothing where no value can be typed to compare with. */
  readonly offered: readonly FilterOperator[];
}

const EQUALITY = ["eq", "ne", "in", "is_null"] as const;
const ORDERED = ["eq", "ne", "lt", "lte", "gt", "gte", "in", "between", "is_null"] as const;

/** Fields whose values compare alike. */
const FAMILIES = {
  text: {
    accepted: [...ORDERED, "contains", "starts_with", "ends_with"],
    offered: ["contains", "eq", "ne", "starts_with", "is_null"],
  },
  number: { accepted: ORDERED, offered: ["eq", "gte", "lte", "between", "is_null"] },
  date: { accepted: ORDERED, offered: ["between", "eq", "gte", "lte", "is_null"] },
  time: { accepted: ORDERED, offered: ["between", "eq", "gte", "lte", "is_null"] },
  boolean: { accepted: ["eq", "ne", "is_null"], offered: ["eq"] },
  choice: { accepted: EQUALITY, offered: ["in", "ne", "is_null"] },
  link: { accepted: EQUALITY, offered: ["eq", "ne", "is_null"] },
  /** Names something that is picked elsewhere. */
  reference: { accepted: EQUALITY, offered: [] },
  list: { accepted: ["contains", "in", "is_null"], offered: [] },
  structure: { accepted: ["is_null"], offered: [] },
  /** Rows are asked for by their columns, a secret by nobody. */
  closed: { accepted: [], offered: [] },
} as const satisfies Readonly<Record<string, Comparisons>>;
export type FieldFamily = keyof typeof FAMILIES;

type ValueType = Exclude<Field["type"], "computed">;
const FAMILY_OF: Readonly<Record<ValueType, FieldFamily>> = {
  text: "text",
  long_text: "text",
  rich_text: "text",
  markdown: "text",
  email: "text",
  phone: "text",
  url: "text",
  color: "text",
  barcode: "text",
  integer: "number",
  decimal: "number",
  money: "number",
  quantity: "number",
  percent: "number",
  duration: "number",
  rating: "number",
  date: "date",
  datetime: "date",
  time: "time",
  boolean: "boolean",
  choice: "choice",
  link: "link",
  dynamic_link: "reference",
  file: "reference",
  image: "reference",
  tags: "list",
  multi_choice: "list",
  json: "structure",
  geolocation: "structure",
  table: "closed",
  secret: "closed",
};

/** How the field's values compare; a computed field like its result. */
export const familyOf = (field: Field): FieldFamily => FAMILY_OF[field.type === "computed" ? field.result : field.type];

export const acceptedOperators = (family: FieldFamily): readonly FilterOperator[] => FAMILIES[family].accepted;

/** Comparisons a screen offers for a field. */
export const offeredOperators = (field: Field): readonly FilterOperator[] => FAMILIES[familyOf(field)].offered;
