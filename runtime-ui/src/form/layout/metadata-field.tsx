import type { FieldProps } from "@rjsf/utils";
import { linkTitle } from "../../format/field-text.ts";
import { FieldFrame } from "../../inputs/field-frame.tsx";
import { FieldInput } from "../../inputs/field-input.tsx";
import { useMeta } from "../../meta/meta-context.tsx";
import { isFieldReadOnly } from "../field-rules.ts";
import { useFormState, useOpenForm } from "../form-context.ts";
import { LinesField } from "../lines/lines-field.tsx";

/** One field of the header, whatever its type. */
export function MetadataField({ name }: FieldProps) {
  const form = useOpenForm();
  const { values, conditions, errors } = useFormState();
  const { doctype } = form.store.model;
  const workflow = useMeta().workflows[doctype.id];
  const field = doctype.fields[name];
  if (!field || conditions.hidden.has(name)) return null;
  if (field.type === "table") return <LinesField name={name} field={field} />;
  const readOnly = isFieldReadOnly(field, name, form, doctype, conditions);
  // A new document begins in the first state, which the server gives it.
  const isStateField = workflow?.field === name;
  const isRequired = !readOnly && (field.required || conditions.required.has(name));
  const id = `field-${name}`;
  const error = errors[`/${name}`];
  return (
    <FieldFrame id={id} field={readOnly ? { label: field.label } : field} required={isRequired} error={error}>
      <FieldInput
        id={id}
        name={name}
        field={field}
        value={values[name] ?? (isStateField ? workflow?.initial : undefined)}
        title={linkTitle(values, name)}
        onChange={(value, extra) => form.store.setField(name, value, extra)}
        readOnly={readOnly}
        required={isRequired}
        isInvalid={Boolean(error)}
        describedBy={error || (field.help && !readOnly) ? `${id}-note` : undefined}
        document={values}
      />
    </FieldFrame>
  );
}
