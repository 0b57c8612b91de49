import { scaleOf } from "../../../engine/contract/fields/number-fields.ts";
import type { Choice, Field } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import { type Language, localize } from "../../../engine/kernel/index.ts";
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
export function currencyOf(meta: MetaAnswer, field: Field, document?: Record_, header?: Record_): string {
  const path = field.type === "money" || field.type === "computed" ? field.currency : undefined;
  if (path) {
    const isOfHeader = path.startsWith("doc.");
    const name = isOfHeader ? path.slice(4) : path;
    for (const source of isOfHeader ? [header ?? document] : [document, header]) {
      const candidates = [linkTitle(source, name), valueAt(source, name)];
      const code = candidates.find((value) => typeof value === "string" && /^[A-Z]{3}\b/.test(value));
      if (typeof code === "string") return code.slice(0, 3);
    }
  }
  return meta.organization.currency;
}

export function choiceOf(field: Field, value: unknown): Choice | undefined {
  if (field.type !== "choice" && field.type !== "multi_choice" && field.type !== "computed") return undefined;
  return field.options?.[String(value)];
}

function listText(field: Field, value: unknown, language: Language): string {
  if (!Array.isArray(value)) return "";
  const labelOf = (item: unknown) => {
    const choice = choiceOf(field, item);
    return choice ? localize(choice.label, language) : String(item);
  };
  return value.map(labelOf).join(", ");
}

function numberText(
  { meta, language }: TextContext,
  field: Field,
  value: unknown,
  document?: Record_,
  header?: Record_,
) {
  const kind = field.type === "computed" ? field.result : field.type;
  if (kind === "money") return formatMoney(value, currencyOf(meta, field, document, header), language);
  if (kind === "integer") return typeof value === "number" ? formatCount(value, language) : String(value);
  if (kind === "percent") return formatPercent(value, scaleOf(field) ?? 2, language);
  return formatDecimal(value, scaleOf(field) ?? 6, language);
}

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
  const { language } = context;
  const kind = field.type === "computed" ? field.result : field.type;
  switch (kind) {
    case "money":
    case "integer":
    case "decimal":
    case "quantity":
    case "percent":
      return numberText(context, field, value, document, header);
    case "boolean":
      return value ? (language === "fr" ? "Oui" : "Yes") : language === "fr" ? "Non" : "No";
    case "date":
      return formatDate(value, language);
    case "datetime":
      return formatDateTime(value, language);
    case "time":
      return String(value).slice(0, 5);
    case "duration":
      return formatDuration(value, language);
    case "choice":
      return localize(choiceOf(field, value)?.label ?? { fr: String(value), en: String(value) }, language);
    case "multi_choice":
    case "tags":
      return listText(field, value, language);
    case "link":
    case "dynamic_link":
      return linkTitle(document, path) ?? "…";
    case "geolocation":
    case "json":
      return JSON.stringify(value);
    case "secret":
      return "••••••";
    default:
      return String(value);
  }
}
