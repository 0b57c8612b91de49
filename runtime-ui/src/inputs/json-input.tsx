import { JsonInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { controlProps, type InputProps } from "./input-props.ts";

export function JsonFieldInput(props: InputProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string | null>(null);
  const shown = props.value === null || props.value === undefined ? "" : JSON.stringify(props.value, null, 2);
  const onChange = (text: string) => {
    setDraft(text);
    if (text.trim() === "") return props.onChange(null);
    try {
      props.onChange(JSON.parse(text));
    } catch {
      // Not JSON yet: the value stays what it was until the text makes sense.
    }
  };
  return (
    <JsonInput
      {...controlProps(props)}
      autosize
      minRows={3}
      maxRows={16}
      formatOnBlur
      validationError={t("input.jsonInvalid")}
      value={draft ?? shown}
      onChange={onChange}
      onBlur={props.onBlur}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
    />
  );
}
