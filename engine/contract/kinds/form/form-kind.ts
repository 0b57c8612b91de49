import { asDeclared } from "../../compile/expression-reads.ts";
import type { Form } from "../../types/index.ts";
import { BY_NAME } from "../../visible/shown-schemas.ts";
import type { Kind } from "../kind.ts";
import schema from "./form.schema.json" with { type: "json" };
import { formReferences } from "./form-references.ts";
import { generateForm } from "./generate-form.ts";
import { formFields } from "./lints/form-fields.ts";
import { type ShownForms, visibleForms } from "./visible-forms.ts";

/** The layout of a doctype's form. */
export const formKind: Kind<{
  id: "form";
  plural: "forms";
  artefact: Form;
  resolved: Form;
  shown: ShownForms;
}> = {
  id: "form",
  plural: "forms",
  place: "forms/<id>.json",
  schema,
  ofDoctype: ({ doctype }) => doctype,
  onlyBy: () => "doctype",
  nameIn: "id",
  references: formReferences,
  lints: [formFields],
  compile: asDeclared,
  generate: generateForm,
  shownAs: { forms: BY_NAME },
  visible: visibleForms,
};
