import { ColorInput as MantineColorInput } from "@mantine/core";
import { controlProps, type InputProps } from "./input-props.ts";

const SWATCHES = ["#3f4fd1", "#2f6fdb", "#139aa0", "#22a355", "#d99b0a", "#e2701b", "#d9392e", "#8457d9", "#5f6675"];

export function ColorInput(props: InputProps) {
  return (
    <MantineColorInput
      {...controlProps(props)}
      format="hex"
      swatches={SWATCHES}
      swatchesPerRow={9}
      value={typeof props.value === "string" ? props.value : ""}
      onChange={(value) => props.onChange(value || null)}
      onBlur={props.onBlur}
    />
  );
}
