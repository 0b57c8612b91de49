import { isComputed } from "../../../engine/contract/json-schema/field-json-schema.ts";
import type { Field } from "../../../engine/contract/types/index.ts";
import type { MetaDoctype } from "../../../engine/http/api-types.ts";
import type { OpenForm } from "./form-context.ts";
import type { FormConditions } from "./model/types.ts";

/** Is nobody to type into this field, be it for what the field is or for how the document stands? */
export function isFieldReadOnly(...[field, ...now]: Parameters<typeof isClosed>): boolean {
  return isComputed(field) || field.read_only === true || isClosed(field, ...now);
}

/** Is it closed for now: by the document's state, the person's rights or a condition? */
export function isClosed(
  field: Field,
  place: string,
  form: Pick<OpenForm, "isLocked" | "isSubmitted">,
  doctype: MetaDoctype,
  conditions: FormConditions,
): boolean {
  if (form.isLocked || (form.isSubmitted && !field.after_submit)) return true;
  if ((field.level ?? 0) > doctype.rights.write_level) return true;
  return conditions.readOnly.has(place);
}
