import type { Field } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import { titleFields } from "../meta/titles.ts";

const isUnique = (field: Field) => "unique" in field && field.unique === true;

/** The few fields a new document cannot do without: required ones, those of its title, and what tells it from all others. */
export function quickFields(meta: MetaAnswer, doctypeId: string): readonly (readonly [string, Field])[] {
  const doctype = meta.doctypes[doctypeId];
  if (!doctype) return [];
  const named = new Set(titleFields(meta, doctypeId));
  const typed = Object.entries(doctype.fields).filter(
    ([, field]) => field.type !== "table" && field.type !== "computed" && !field.formula && !field.read_only,
  );
  const isNeeded = ([id, field]: (typeof typed)[number]) => named.has(id) || (field.required && !field.default);
  // A running number tells it already.
  const telling = doctype.number ? [] : typed.filter((one) => isUnique(one[1]) && !one[1].default && !isNeeded(one));
  return [...typed.filter(isNeeded), ...telling];
}

/** The field that what was searched for goes into: the name, else the last text of the title. */
export function searchedField(meta: MetaAnswer, doctypeId: string): string | undefined {
  const texts = quickFields(meta, doctypeId).flatMap(([id, { type }]) => (type === "text" ? [id] : []));
  const named = titleFields(meta, doctypeId).filter((id) => texts.includes(id));
  return texts.find((id) => id === "name") ?? named.at(-1) ?? texts[0];
}
