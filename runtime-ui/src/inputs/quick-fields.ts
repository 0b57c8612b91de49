import type { Field } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import { titleFields } from "../meta/titles.ts";

/** The few fields a new document cannot do without: required ones and those of its title. */
export function quickFields(meta: MetaAnswer, doctypeId: string): readonly (readonly [string, Field])[] {
  const doctype = meta.doctypes[doctypeId];
  if (!doctype) return [];
  const named = new Set(titleFields(meta, doctypeId));
  return Object.entries(doctype.fields).filter(([id, field]) => {
    if (field.type === "table" || field.type === "computed" || field.formula || field.read_only) return false;
    return named.has(id) || (field.required && !field.default);
  });
}
