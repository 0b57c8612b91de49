import RjsfForm from "@rjsf/core";
import type { RJSFSchema, UiSchema } from "@rjsf/utils";
import { useMemo } from "react";
import { useLocalize } from "../../i18n/language.ts";
import { useFormState, useOpenForm } from "../form-context.ts";
import { noEvalValidator } from "../validation/no-eval-validator.ts";
import { FieldContent } from "./field-content.tsx";
import { FormLayout } from "./form-layout.tsx";
import { MetadataField } from "./metadata-field.tsx";

const FIELDS = { metadata: MetadataField };
const TEMPLATES = { ObjectFieldTemplate: FormLayout, FieldTemplate: FieldContent };

/** Fields the layout names, each once. */
function layoutFields(tabs: ReturnType<typeof useOpenForm>["layout"]["tabs"]): readonly string[] {
  const sections = Object.values(tabs).flatMap((tab) => Object.values(tab.sections));
  return [...new Set(sections.flatMap((section) => section.fields))];
}

/** The form by RJSF: the schema says which fields there are, the layout where they stand, our inputs how they are typed. */
export function HeaderForm() {
  const { store, layout } = useOpenForm();
  const { values } = useFormState();
  const localize = useLocalize();
  const { doctype } = store.model;
  const fields = useMemo(() => layoutFields(layout.tabs).filter((id) => doctype.fields[id]), [layout, doctype]);
  const schema = useMemo((): RJSFSchema => {
    const properties = fields.map((id) => [id, { title: localize(doctype.fields[id]?.label) }] as const);
    return { type: "object", properties: Object.fromEntries(properties) };
  }, [fields, doctype, localize]);
  const uiSchema = useMemo((): UiSchema => {
    return Object.fromEntries(fields.map((id) => [id, { "ui:field": "metadata" }]));
  }, [fields]);
  return (
    <RjsfForm
      tagName="div"
      idPrefix="field"
      idSeparator="-"
      schema={schema}
      uiSchema={uiSchema}
      formData={values}
      validator={noEvalValidator}
      fields={FIELDS}
      templates={TEMPLATES}
      showErrorList={false}
      noHtml5Validate
      experimental_defaultFormStateBehavior={{ emptyObjectFields: "skipDefaults" }}
    >
      <span hidden />
    </RjsfForm>
  );
}
