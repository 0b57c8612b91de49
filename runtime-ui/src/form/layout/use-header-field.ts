import { shownSystemFields } from "../../../../engine/contract/fields/system-fields.ts";
import type { Field } from "../../../../engine/contract/types/index.ts";
import { mustExist } from "../../../../engine/kernel/index.ts";
import { isClosed } from "../field-rules.ts";
import { useFormState, useOpenForm } from "../form-context.ts";

interface HeaderField {
  readonly field: Field;
  readonly isHidden: boolean;
  readonly isReadOnly: boolean;
  readonly isRequired: boolean;
  readonly error: string | undefined;
}

/** What the schema says of a field of the header, and on top what the document, the rights and the conditions say now. */
export function useHeaderField(
  name: string,
  schema: { readonly required?: boolean; readonly readonly?: boolean },
): HeaderField {
  const form = useOpenForm();
  const { conditions, errors } = useFormState();
  const { doctype } = form.store.model;
  const field = mustExist(doctype.fields[name] ?? shownSystemFields(doctype)[name], name);
  const isReadOnly = Boolean(schema.readonly) || isClosed(field, name, form, doctype, conditions);
  return {
    field,
    isHidden: conditions.hidden.has(name),
    isReadOnly,
    isRequired: !isReadOnly && (Boolean(schema.required) || conditions.required.has(name)),
    error: errors[`/${name}`],
  };
}
