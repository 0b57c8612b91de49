import { Switch } from "@mantine/core";
import { controlProps, type InputProps } from "./input-props.ts";

export function BooleanInput(props: InputProps) {
  const { error: _, readOnly: __, ...control } = controlProps(props);
  return (
    <Switch
      {...control}
      size="sm"
      mih={34}
      styles={{ body: { alignItems: "center", minHeight: 34 } }}
      checked={props.value === true}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
      onBlur={props.onBlur}
    />
  );
}
