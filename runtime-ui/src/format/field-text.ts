import { scaleOf } from "../../../engine/contract/fields/number-fields.ts";
import type { Choice, Field } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import { isId, type Language, localize } from "../../../engine/kernel/index.ts";
import { looksOf, type TextKind } from "../field-types/field-looks.ts";
import { siblingPath } from "../meta/columns.ts";
import { formatDate, formatDateTime, formatDuration } from "./dates.ts";
import { formatCount, formatDecimal, formatMoney, formatPercent } from "./numbers.ts";

export interface TextContext {
  readonly meta: MetaAnswer;
  readonly language: Language;
}

type Record_ = Readonly<Record<string, unknown>>;

interface Expanded {
  readonly id: string;
  readonly title: string | null;
}

/** Title of the document a link shows, when the record carries it for the very value it has now. */
export function linkTitle(document: Record_ | undefined, path: string): string | undefined {
  const expanded = (document?.["$expanded"] as Readonly<Record<string, Expanded>> | undefined)?.[path];
  const value = document?.[path];
  const id = typeof value === "object" && value !== null ? (value as { readonly id?: unknown }).id : value;
  return expanded && (id === undefined || id === expanded.id) ? (expanded.title ?? undefined) : undefined;
}

/** A value by path; lists answer paths over links as one key, documents as nested records. */
export function valueAt(document: Record_ | undefined, path: string): unknown {
  if (!document) return undefined;
  if (Object.hasOwn(document, path)) return document[path];
  let value: unknown = document;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record_)[step];
  }
  return value;
}

/** Currency an amount is in: the field it names (of the row or its document), else the organization's. */
export function currencyOf(meta: MetaAnswer, field: Field, document?: Record_, header?: Record_, path = ""): string {
  const named = "currency" in field ? field.currency : undefined;
  if (named) {
    const isOfHeader = named.startsWith("doc.");
    const name = isOfHeader ? named.slice(4) : siblingPath(path, named);
    for (const source of isOfHeader ? [header ?? document] : [document, header]) {
      const candidates = [linkTitle(source, name), valueAt(source, name)];
      const code = candidates.find((value) => typeof value === "string" && /^[A-Z]{3}\b/.test(value));
      if (typeof code === "string") return code.slice(0, 3);
    }
  }
  return meta.organization.currency;
}

export function choiceOf(field: Field, value: unknown): Choice | undefined {
  return "options" in field ? field.options?.[String(value)] : undefined;
}

function listText(field: Field, value: unknown, language: Language): string {
  if (!Array.isArray(value)) return "";
  const labelOf = (item: unknown) => {
    const choice = choiceOf(field, item);
    return choice ? localize(choice.label, language) : String(item);
  };
  return value.map(labelOf).join(", ");
}

/** A unit price of 18.5 is read as a price: 18,50. */
const digitsMin = ({ type }: Field, value: unknown): number =>
  type === "decimal" && /\.\d*[1-9]/.test(String(value)) ? 2 : 0;

interface Place {
  readonly context: TextContext;
  readonly field: Field;
  readonly path: string;
  readonly document: Record_ | undefined;
  readonly header: Record_ | undefined;
}

const YES = { fr: "Oui", en: "Yes" };
const NO = { fr: "Non", en: "No" };

const TEXTS: Readonly<Record<TextKind, (value: unknown, language: Language, place: Place) => string>> = {
  plain: String,
  amount: (value, language, { context, field, path, document, header }) =>
    formatMoney(value, currencyOf(context.meta, field, document, header, path), language),
  count: (value, language) => (typeof value === "number" ? formatCount(value, language) : String(value)),
  decimal: (value, language, { field }) => formatDecimal(value, scaleOf(field) ?? 6, language, digitsMin(field, value)),
  percent: (value, language, { field }) => formatPercent(value, scaleOf(field) ?? 2, language),
  yes: (value, language) => (value ? YES : NO)[language],
  date: formatDate,
  datetime: formatDateTime,
  time: (value) => String(value).slice(0, 5),
  duration: formatDuration,
  choice: (value, language, { field }) => {
    const label = choiceOf(field, value)?.label;
    return label ? localize(label, language) : String(value);
  },
  list: (value, language, { field }) => listText(field, value, language),
  link: (value, _, { document, path }) => linkTitle(document, path) ?? namelessText(value),
  structure: (value) => JSON.stringify(value),
  secret: () => "••••••",
};

/** A title on its way, or what was pasted and names no document. */
export const namelessText = (value: unknown): string => (typeof value === "string" && !isId(value) ? value : "…");

/** The text of a value as a person reads it; empty for no value. */
export function fieldText(
  context: TextContext,
  field: Field,
  path: string,
  document: Record_ | undefined,
  header?: Record_,
): string {
  const value = valueAt(document, path);
  if (value === null || value === undefined || value === "") return "";
  return TEXTS[looksOf(field).text](value, context.language, { context, field, path, document, header });
}
