import {
  type ErrorDetail,
  errorDetail,
  type LocalizedText,
  type PerfexError,
  rewordError,
} from "../../kernel/index.ts";
import type { RequestContext } from "../types.ts";
import { inBoth, type Naming, namesIn, type Params, placeIn, readableField } from "./names-in.ts";
import { type RecordName, recordTitles } from "./record-titles.ts";

const THIS_VALUE: LocalizedText = { fr: "Cette valeur", en: "This value" };

/**
 * A refusal as the person reads it. Who raises it knows ids: the database has no metadata at all. Here they become the labels
 * of fields, doctypes and options, and the titles of records the person may read. Doing it twice changes nothing.
 */
export async function wordRefusal(ctx: RequestContext, error: PerfexError, doctype?: string): Promise<PerfexError> {
  const naming: Naming = { registry: ctx.registry, access: ctx.access, doctype };
  const records = await recordWords(ctx, naming, error);
  const words = { ...namesIn(naming, error.params), ...records.params };
  const details = error.details.map((detail) => wordDetail(naming, detail));
  const isSame = Object.keys(words).length === 0 && details.every((detail, index) => detail === error.details[index]);
  return isSame ? error : rewordError(error, { ...error.params, ...words }, { details, ...records.told });
}

function wordDetail(naming: Naming, detail: ErrorDetail): ErrorDetail {
  const { code, pointer, params = {} } = detail;
  const words = namesIn(naming, params);
  if (Object.keys(words).length === 0) return detail;
  const { message, ...rest } = errorDetail(code, pointer ?? "", { ...params, ...words });
  return { ...detail, message, params: rest.params ?? {} };
}

interface RecordWords {
  readonly params: Params;
  /** What else of the error changes. */
  readonly told?: { readonly data: Params };
}

async function recordWords(ctx: RequestContext, naming: Naming, error: PerfexError): Promise<RecordWords> {
  const { code, params } = error;
  const { users, value } = params;
  if (code === "VALUE_DUPLICATE" && typeof value === "string")
    return { params: { value: await takenValue(ctx, naming, params, value) } };
  if (code === "DOCUMENT_IN_USE" && Array.isArray(users)) return userWords(ctx, error, users as readonly UserName[]);
  return { params: {} };
}

/** What is taken already: of a choice its option, of a link the title of its record; an id tells a person nothing. */
async function takenValue(ctx: RequestContext, naming: Naming, params: Params, text: string): Promise<LocalizedText> {
  const ids = String(params["field"] ?? "").split(", ");
  const values = ids.length === 1 ? [text] : text.split(", ");
  // A value with a comma in it cannot be told from two.
  if (values.length !== ids.length) return THIS_VALUE;
  const place = placeIn(naming, params);
  const cells = ids.map((id, index) => ({ field: readableField(naming, place, id)?.field, id, text: values[index]! }));
  const linked = cells.flatMap(({ field, text: id }) => (field?.type === "link" ? [{ doctype: field.to, id }] : []));
  const titles = await recordTitles(ctx, linked);
  const parts = cells.flatMap(({ field, id, text: value }): readonly LocalizedText[] => {
    if (!field) return id === "number" ? [plain(value)] : [];
    if (field.type === "link") return titledOnly(titles.get(value));
    if (field.type === "choice") return [field.options[value]?.label ?? plain(value)];
    return field.type === "dynamic_link" || field.type === "secret" ? [] : [plain(value)];
  });
  return parts.length === 0 ? THIS_VALUE : inBoth((language) => parts.map((part) => part[language]).join(", "));
}

const plain = (text: string): LocalizedText => ({ fr: text, en: text });
const titledOnly = (title: string | null | undefined) => (title ? [plain(title)] : []);

/** A record that uses another; which one it is may be hidden from who asks. */
export interface UserName extends RecordName {
  readonly isHidden?: boolean;
}

/** Who may not read a record learns that its doctype uses this one, not which record does. */
async function userWords(
  ctx: RequestContext,
  { data = {} }: PerfexError,
  users: readonly UserName[],
): Promise<RecordWords> {
  const titles = await recordTitles(
    ctx,
    users.filter(({ isHidden }) => !isHidden),
  );
  const name = ({ doctype, id }: RecordName, language: "fr" | "en") =>
    [ctx.registry.doctype(doctype).label[language], titles.get(id)].filter(Boolean).join(" ");
  const names = inBoth((language) => [...new Set(users.map((user) => name(user, language)))].join(", "));
  const documents = ((data["documents"] ?? []) as readonly RecordName[]).filter(({ id }) => titles.has(id));
  return { params: { names, users: users.length }, told: { data: { ...data, documents } } };
}
