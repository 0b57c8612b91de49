import "@mantine/dates/styles.css";
import { TextInput } from "@mantine/core";
import { DateInput, DateTimePicker, TimeInput } from "@mantine/dates";
import "dayjs/locale/fr";
import { useState } from "react";
import { isIsoDate } from "../../../engine/kernel/index.ts";
import { parseDateText } from "../format/dates.ts";
import { useLanguage } from "../i18n/language.ts";
import { controlProps, type InputProps } from "./input-props.ts";

/** Typed or picked; "15/3", "150326" and "15.03.2026" are all understood. */
export function DateFieldInput(props: InputProps) {
  const language = useLanguage();
  const { value, onChange, onBlur } = props;
  const onLeave = (text: string) => {
    const read = text.trim() === "" ? null : (parseDateText(text) ?? text.trim());
    if (read !== (value ?? null)) onChange(read);
    onBlur?.();
  };
  if (typeof value === "string" && !isIsoDate(value.slice(0, 10))) return <UnreadDate {...props} onLeave={onLeave} />;
  return (
    <DateInput
      {...controlProps(props)}
      locale={language}
      valueFormat="DD/MM/YYYY"
      // A day alone is read as one leaves: while one types, it is the beginning of more.
      dateParser={(text) => (isDayAlone(text) ? null : parseDateText(text))}
      clearable={!props.required}
      firstDayOfWeek={1}
      placeholder={language === "fr" ? "jj/mm/aaaa" : "dd/mm/yyyy"}
      popoverProps={{ withinPortal: true, trapFocus: false }}
      value={typeof value === "string" ? value.slice(0, 10) : null}
      onChange={(next) => onChange(next ? next.slice(0, 10) : null)}
      onBlur={(event) => onLeave(event.currentTarget.value)}
    />
  );
}

const isDayAlone = (text: string) => /^\d{1,2}$/.test(text.trim());

/** What was typed and is no date: kept as it was typed, until it is one. */
function UnreadDate({ onLeave, ...props }: InputProps & { readonly onLeave: (text: string) => void }) {
  const [text, setText] = useState(String(props.value));
  return (
    <TextInput
      {...controlProps(props)}
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => onLeave(text)}
    />
  );
}

export function DateTimeFieldInput(props: InputProps) {
  const language = useLanguage();
  const local = typeof props.value === "string" ? toLocalText(new Date(props.value)) : null;
  return (
    <DateTimePicker
      {...controlProps(props)}
      locale={language}
      valueFormat="DD/MM/YYYY HH:mm"
      clearable={!props.required}
      firstDayOfWeek={1}
      value={local}
      onChange={(value) => props.onChange(value ? new Date(value.replace(" ", "T")).toISOString() : null)}
      onBlur={props.onBlur}
    />
  );
}

/** "2026-03-15 14:30:00" in the person's own time zone. */
function toLocalText(date: Date): string | null {
  if (Number.isNaN(date.getTime())) return null;
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19).replace("T", " ");
}

export function TimeFieldInput(props: InputProps) {
  return (
    <TimeInput
      {...controlProps(props)}
      value={typeof props.value === "string" ? props.value.slice(0, 5) : ""}
      onChange={(event) => props.onChange(event.currentTarget.value ? `${event.currentTarget.value}:00` : null)}
      onBlur={props.onBlur}
    />
  );
}
