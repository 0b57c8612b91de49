import { MultiSelect, Select } from "@mantine/core";
import type { Choice, Named } from "../../../engine/contract/types/index.ts";
import { useLocalize } from "../i18n/language.ts";
import { controlProps, type InputProps } from "./input-props.ts";

const SEARCHABLE_FROM = 8;

function optionsOf(field: InputProps["field"]): Named<Choice> {
  return field.type === "choice" || field.type === "multi_choice" ? field.options : {};
}

function useChoiceData(field: InputProps["field"]) {
  const localize = useLocalize();
  return Object.entries(optionsOf(field)).map(([value, { label }]) => ({ value, label: localize(label) }));
}

export function ChoiceInput(props: InputProps) {
  const data = useChoiceData(props.field);
  return (
    <Select
      {...controlProps(props)}
      data={data}
      searchable={data.length >= SEARCHABLE_FROM}
      clearable={!props.required}
      allowDeselect={!props.required}
      checkIconPosition="right"
      value={typeof props.value === "string" ? props.value : null}
      onChange={(value) => props.onChange(value)}
      onBlur={props.onBlur}
    />
  );
}

export function MultiChoiceInput(props: InputProps) {
  const data = useChoiceData(props.field);
  return (
    <MultiSelect
      {...controlProps(props)}
      data={data}
      searchable
      clearable
      value={Array.isArray(props.value) ? props.value.map(String) : []}
      onChange={(value) => props.onChange(value.length > 0 ? value : null)}
      onBlur={props.onBlur}
    />
  );
}
