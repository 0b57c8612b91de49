import { TextInput } from "@mantine/core";
import { useState } from "react";
import { formatDuration } from "../format/dates.ts";
import { useLanguage } from "../i18n/language.ts";
import { controlProps, type InputProps } from "./input-props.ts";
import classes from "./inputs.module.css";
import { parseDurationText } from "./parse-duration-text.ts";

export function DurationInput(props: InputProps) {
  const language = useLanguage();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    const read = draft === null ? props.value : (parseDurationText(draft) ?? draft.trim());
    if (read !== props.value) props.onChange(read);
    setDraft(null);
    props.onBlur?.();
  };
  return (
    <TextInput
      {...controlProps(props)}
      classNames={{ input: classes["number"] }}
      placeholder="1 h 30"
      value={draft ?? formatDuration(props.value, language)}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
    />
  );
}
