import { type Field, SYSTEM_FIELD_DEFINITIONS } from "../../../../engine/contract/types/index.ts";
import type { DocumentAnswer, HistoryAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { looksLike, looksOf } from "../../field-types/field-looks.ts";
import { choiceOf, fieldText, type TextContext } from "../../format/field-text.ts";

type Change = Pick<HistoryAnswer["changes"][number], "field" | "row" | "column" | "before" | "after">;
type Values = Readonly<Record<string, unknown>>;

/** What a value was and became, as the form itself would show both; null where that says nothing to a person. */
export function changeTexts(
  context: TextContext,
  doctype: MetaDoctype,
  document: DocumentAnswer,
  change: Change,
): { readonly before: string; readonly after: string } | null {
  const field = fieldOf(context, doctype, change);
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

function fieldOf({ meta }: TextContext, doctype: MetaDoctype, { field, row, column }: Change): Field | undefined {
  const header = doctype.fields[field] ?? SYSTEM_FIELD_DEFINITIONS[field];
  if (header?.type !== "table") return row === undefined ? header : undefined;
  return column === undefined ? header : meta.doctypes[header.of]?.fields[column];
}

const rowOf = (document: DocumentAnswer, { field, row }: Change): Values | undefined =>
  ((document[field] ?? []) as readonly Values[]).find((one) => one["id"] === row);
