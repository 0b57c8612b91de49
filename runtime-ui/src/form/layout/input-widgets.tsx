import { Skeleton } from "@mantine/core";
import type { RegistryWidgetsType, WidgetProps } from "@rjsf/utils";
import { type ComponentType, Suspense } from "react";
import { INPUTS } from "../../inputs/field-input.tsx";
import type { InputProps } from "../../inputs/input-props.ts";
import { ReadOnlyValue } from "../../inputs/read-only-value.tsx";

/** What our inputs need besides what RJSF hands every widget. */
export type InputOptions = Pick<InputProps, "field" | "title" | "isInvalid" | "describedBy" | "document" | "onChange">;

export const READ_ONLY_WIDGET = "read_only";

/** Our inputs as RJSF's widgets, by the field type that the schema tells (`x-type`). */
export const INPUT_WIDGETS: RegistryWidgetsType = {
  ...Object.fromEntries(Object.entries(INPUTS).map(([type, Control]) => [type, widgetOf(Control)])),
  [READ_ONLY_WIDGET]: widgetOf(ReadOnlyValue),
};

function widgetOf(Control: ComponentType<InputProps>): ComponentType<WidgetProps> {
  return function InputWidget({ id, name, value, required, readonly, options }: WidgetProps) {
    const input = options["input"] as InputOptions;
    return (
      <Suspense fallback={<Skeleton h={34} />}>
        <Control {...input} id={id} name={name} value={value} required={required} readOnly={readonly} />
      </Suspense>
    );
  };
}
