import type { FieldTemplateProps } from "@rjsf/utils";

/** RJSF's frame around a field; ours is drawn by the field itself, which knows label, help and error. */
export function FieldContent({ children }: FieldTemplateProps) {
  return <>{children}</>;
}
