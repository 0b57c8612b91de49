import "@mantine/dates/styles.css";
import { DateInput, DateTimePicker, TimeInput } from "@mantine/dates";
import "dayjs/locale/fr";
import { parseDateText } from "../format/dates.ts";
import { useLanguage } from "../i18n/language.ts";
import { controlProps, type InputProps } from "./input-props.ts";

/** Typed or picked; "15/3", "150326" and "15.03.2026" are all understood. */
export function DateFieldInput(props: InputProps) {
  const language = useLanguage();
  return (
    <DateInput
      {...controlProps(props)}
      locale={language}
      valueFormat="DD/MM/YYYY"
      dateParser={(text) => parseDateText(text)}
      clearable={!props.required}
      firstDayOfWeek={1}
      placeholder={language === "fr" ? "jj/mm/aaaa" : "dd/mm/yyyy"}
      popoverProps={{ withinPortal: true, trapFocus: false }}
      value={typeof props.value === "string" ? props.value.slice(0, 10) : null}
      onChange={(value) => props.onChange(value ? value.slice(0, 10) : null)}
      onBlur={props.onBlur}
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
