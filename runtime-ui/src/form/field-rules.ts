import type { Field } from "../../../engine/contract/types/index.ts";
import type { MetaDoctype } from "../../../engine/http/api-types.ts";
import type { OpenForm } from "./form-context.ts";
import type { FormConditions } from "./model/types.ts";

/** Can this field be typed into, given the document's state, the person's rights and the conditions? */
export function isFieldReadOnly(
  field: Field,
  place: string,
  form: Pick<OpenForm, "isLocked" | "isSubmitted">,
  doctype: MetaDoctype,
  conditions: FormConditions,
): boolean {
  if (form.isLocked || field.read_only || field.formula !== undefined || field.type === "computed") return true;
  if (field.type === "table" && field.derive) return true;
  if (form.isSubmitted && !field.after_submit) return true;
  if ((field.level ?? 0) > doctype.rights.write_level) return true;
  return conditions.readOnly.has(place);
}
