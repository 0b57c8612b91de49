import type { Form } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import schema from "./form.schema.json" with { type: "json" };
import { formReferences } from "./form-references.ts";
import { formFields } from "./lints/form-fields.ts";

/** The layout of a doctype's form. */
export const formKind: Kind<{ id: "form"; plural: "forms"; artefact: Form }> = {
  id: "form",
  plural: "forms",
  place: "forms/<id>.json",
  schema,
  nameIn: "id",
  onlyFor: ({ doctype }) => ({ doctype, property: "doctype" }),
  references: formReferences,
  lints: [formFields],
};
