import type { FieldTemplateProps } from "@rjsf/utils";
import { FieldFrame } from "../../inputs/field-frame.tsx";
import { useHeaderField } from "./use-header-field.ts";

/** RJSF's frame around a field of the header; the form as a whole has none. */
export function FieldTemplate(props: FieldTemplateProps) {
  const [name] = props.fieldPathId.path;
  return name === undefined ? props.children : <HeaderFrame {...props} name={String(name)} />;
}

function HeaderFrame(props: FieldTemplateProps & { readonly name: string }) {
  const { name, id, label, rawDescription, children } = props;
  const { isHidden, isReadOnly, isRequired, error } = useHeaderField(name, props);
  if (isHidden) return null;
  return (
    <FieldFrame id={id} label={label} help={isReadOnly ? "" : rawDescription} required={isRequired} error={error}>
      {children}
    </FieldFrame>
  );
}
