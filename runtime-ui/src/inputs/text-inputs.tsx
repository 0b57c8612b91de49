import { PasswordInput, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { controlProps, type InputProps } from "./input-props.ts";

const INPUT_TYPES: Readonly<Record<string, { readonly type: string; readonly inputMode?: "email" | "tel" | "url" }>> = {
  email: { type: "email", inputMode: "email" },
  phone: { type: "tel", inputMode: "tel" },
  url: { type: "text", inputMode: "url" },
};

/** Blank text is no value. */
const textOrNull = (text: string) => (text === "" ? null : text);

export function PlainTextInput(props: InputProps) {
  const { field, value, onChange, onBlur } = props;
  const max = field.type === "text" ? (field.max ?? 140) : undefined;
  return (
    <TextInput
      {...controlProps(props)}
      {...(INPUT_TYPES[field.type] ?? {})}
      maxLength={max}
      autoComplete="off"
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(textOrNull(event.currentTarget.value))}
      onBlur={onBlur}
    />
  );
}

export function LongTextInput(props: InputProps) {
  const { value, onChange, onBlur } = props;
  return (
    <Textarea
      {...controlProps(props)}
      autosize
      minRows={2}
      maxRows={14}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(textOrNull(event.currentTarget.value))}
      onBlur={onBlur}
    />
  );
}

/** The server never gives a secret back: an empty field leaves the stored one as it is. */
export function SecretInput(props: InputProps) {
  const { t } = useTranslation();
  const { value, onChange, onBlur } = props;
  const isNew = typeof value === "string" && !/^[•*]+$/.test(value);
  return (
    <PasswordInput
      {...controlProps(props)}
      autoComplete="new-password"
      placeholder={value && !isNew ? t("input.secretKept") : undefined}
      value={isNew ? value : ""}
      onChange={(event) => onChange(textOrNull(event.currentTarget.value))}
      onBlur={onBlur}
    />
  );
}
