import RjsfForm from "@rjsf/core";
import { useMemo } from "react";
import { useLocalize } from "../../i18n/language.ts";
import { useFormModel, useOpenForm } from "../form-context.ts";
import { FieldTemplate } from "./field-template.tsx";
import { FormLayout } from "./form-layout.tsx";
import { headerSchema, headerUiSchema } from "./header-schema.ts";
import { INPUT_WIDGETS } from "./input-widgets.tsx";
import { NO_VALIDATION } from "./no-validation.ts";
import { ValueField } from "./value-field.tsx";

const FIELDS = { value: ValueField };
const TEMPLATES = { ObjectFieldTemplate: FormLayout, FieldTemplate };

/** The form by RJSF: the published schema says which fields there are and of what kind, the layout where they stand. */
export function HeaderForm() {
  const { layout } = useOpenForm();
  const localize = useLocalize();
  const { doctype } = useFormModel();
  const schema = useMemo(() => headerSchema(doctype, layout), [doctype, layout]);
  const uiSchema = useMemo(() => headerUiSchema(schema, localize), [schema, localize]);
  return (
    <RjsfForm
      // Made anew with other fields: until it has taken them in, it shows those that are gone.
      key={Object.keys(schema.properties ?? {}).join(" ")}
      tagName="div"
      idPrefix="field"
      idSeparator="-"
      schema={schema}
      uiSchema={uiSchema}
      validator={NO_VALIDATION}
      fields={FIELDS}
      templates={TEMPLATES}
      widgets={INPUT_WIDGETS}
      showErrorList={false}
    >
      <span hidden />
    </RjsfForm>
  );
}
