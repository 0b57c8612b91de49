import { SYSTEM_FIELD_DEFINITIONS } from "../../../../engine/contract/fields/system-fields.ts";
import type { Field } from "../../../../engine/contract/types/index.ts";
import type { DocumentAnswer, HistoryAnswer, MetaAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { looksLike, looksOf } from "../../field-types/field-looks.ts";
import { choiceOf, fieldText, type TextContext } from "../../format/field-text.ts";

type Change = Pick<HistoryAnswer["changes"][number], "field" | "row" | "column" | "before" | "after">;
/** Titles by id, of documents this person may read. */
type Titles = HistoryAnswer["titles"];
type Values = Readonly<Record<string, unknown>>;

/** What a value was and became, as the form itself would show both; null where that says nothing to a person. */
export function changeTexts(
  context: TextContext,
  doctype: MetaDoctype,
  document: DocumentAnswer,
  change: Change,
  titles: Titles = {},
): { readonly before: string; readonly after: string } | null {
  const field = changedField(context.meta, doctype, change);
  if (field && looksOf(field).text === "link") return linkTexts(change, titles);
  if (!field || !looksLike(field, "told")) return null;
  const name = change.column ?? change.field;
  const record = change.row === undefined ? document : rowOf(document, change);
  const text = (value: unknown) => {
    if (value === null || value === undefined || value === "") return "—";
    // An option the metadata has given up since has no name any more.
    if (looksOf(field).text === "choice" && !choiceOf(field, value)) return "…";
    return fieldText(context, field, name, { ...record, [name]: value }, document);
  };
  return { before: text(change.before), after: text(change.after) };
}

/** Which document stood there and which came; nothing where this person may read neither. */
function linkTexts({ before, after }: Change, titles: Titles) {
  const idOf = (value: unknown) =>
    typeof value === "object" && value !== null ? (value as { readonly id?: unknown }).id : value;
  const [was, is] = [before, after].map((value) => ({
    isEmpty: value === null || value === undefined,
    title: titles[String(idOf(value))],
  })) as [LinkEnd, LinkEnd];
  if (was.title === undefined && is.title === undefined) return null;
  const text = ({ isEmpty, title }: LinkEnd) => title ?? (isEmpty ? "—" : "…");
  return { before: text(was), after: text(is) };
}

interface LinkEnd {
  readonly isEmpty: boolean;
  readonly title: string | undefined;
}

/** Place of the changed line among those there are now, from 1; null where it is gone, or the change is of no line. */
export function changedLine(document: DocumentAnswer, { field, row }: Change): number | null {
  if (row === undefined) return null;
  const index = ((document[field] ?? []) as readonly Values[]).findIndex((one) => one["id"] === row);
  return index < 0 ? null : index + 1;
}

/** The field of the header, or of a line, that a change tells of. */
export function changedField(
  meta: MetaAnswer,
  doctype: MetaDoctype,
  { field, row, column }: Change,
): Field | undefined {
  const header = doctype.fields[field] ?? SYSTEM_FIELD_DEFINITIONS[field];
  if (header?.type !== "table") return row === undefined ? header : undefined;
  return column === undefined ? header : meta.doctypes[header.of]?.fields[column];
}

const rowOf = (document: DocumentAnswer, { field, row }: Change): Values | undefined =>
  ((document[field] ?? []) as readonly Values[]).find((one) => one["id"] === row);
