import { TagsInput } from "@mantine/core";
import { controlProps, type InputProps } from "./input-props.ts";

export function TagsFieldInput(props: InputProps) {
  return (
    <TagsInput
      {...controlProps(props)}
      clearable
      acceptValueOnBlur
      value={Array.isArray(props.value) ? props.value.map(String) : []}
      onChange={(value) => props.onChange(value.length > 0 ? value : null)}
      onBlur={props.onBlur}
    />
  );
}
