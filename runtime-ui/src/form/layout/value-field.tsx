import { type FieldProps, getUiOptions, getWidget } from "@rjsf/utils";
import { linkTitle } from "../../format/field-text.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { useFormState, useOpenForm } from "../form-context.ts";
import { type InputOptions, READ_ONLY_WIDGET } from "./input-widgets.tsx";
import { useHeaderField } from "./use-header-field.ts";

/**
 * RJSF's field for every value of the header: the schema names the widget, the store gives and takes the value. RJSF holds
 * no values: it would fill in defaults, and bring what was typed back a moment too late for the caret to stay.
 */
export function ValueField({ name, schema, uiSchema, registry, fieldPathId, required, readonly }: FieldProps) {
  const { store } = useOpenForm();
  const { values } = useFormState();
  const workflow = useMeta().workflows[store.model.doctype.id];
  const { field, isReadOnly, isRequired, error } = useHeaderField(name, { required, readonly });
  const { widget, description } = getUiOptions(uiSchema);
  const Widget = getWidget(schema, isReadOnly ? READ_ONLY_WIDGET : widget, registry.widgets);
  const id = fieldPathId.$id;
  // A new document begins in the first state, which the server gives it.
  const initial = workflow?.field === name ? workflow.initial : undefined;
  const input: InputOptions = {
    field,
    title: linkTitle(values, name),
    isInvalid: Boolean(error),
    describedBy: error || (description && !isReadOnly) ? `${id}-note` : undefined,
    document: values,
    onChange: (value, extra) => store.setField(name, value, extra),
  };
  return (
    <Widget
      id={id}
      name={name}
      label={field.label.en}
      schema={schema}
      registry={registry}
      value={values[name] ?? initial}
      required={isRequired}
      readonly={isReadOnly}
      options={{ input }}
      onChange={(next) => input.onChange(next)}
      onBlur={ignore}
      onFocus={ignore}
    />
  );
}

const ignore = () => undefined;
