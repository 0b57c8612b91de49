import { TextInput } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import { hasTrait } from "../../../engine/contract/fields/field-traits.ts";
import type { Field } from "../../../engine/contract/types/index.ts";
import { looksOf } from "../field-types/field-looks.ts";
import { currencyOf, linkTitle, valueAt } from "../format/field-text.ts";
import { editableNumber, formatDecimal } from "../format/numbers.ts";
import { useLanguage } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { controlProps, type InputProps } from "./input-props.ts";
import classes from "./inputs.module.css";
import { digitsOf, readNumber } from "./read-number.ts";

/** Numbers as one writes them: grouped when read, plain while typed, decimal comma or point. */
export function NumberTextInput(props: InputProps) {
  const { field, value, onChange, onBlur, document, header } = props;
  const language = useLanguage();
  const meta = useMeta();
  const [draft, setDraft] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const isTyping = draft !== null;
  // Selected in the same breath as the focus: what is typed next replaces the whole number.
  useLayoutEffect(() => {
    if (isTyping) input.current?.select();
  }, [isTyping]);
  const currency = currencyOf(meta, field, document, header);
  const { min, max } = digitsOf(field, currency);
  const commit = () => {
    if (draft !== null) {
      const read = readNumber(draft, field, currency, language);
      // What is no number stays to be seen and corrected.
      const next = read === undefined ? draft.trim() : read;
      if (next !== value) onChange(next);
      setDraft(null);
    }
    onBlur?.();
  };
  const onType = (text: string) => {
    setDraft(text);
    const read = readNumber(text, field, currency, language);
    if (read !== undefined) onChange(read);
  };
  const suffix = suffixOf(field, currency, document, header);
  return (
    <TextInput
      {...controlProps(props)}
      classNames={{ input: classes["number"] }}
      inputMode={hasTrait(field.type, "whole") ? "numeric" : "decimal"}
      autoComplete="off"
      value={draft ?? formatDecimal(value, max, language, min)}
      ref={input}
      onFocus={() => setDraft(editableNumber(value, language))}
      onMouseUp={(event) => {
        // Releasing the button would put the caret in the middle of what was just selected.
        if (draft === editableNumber(value, language)) event.preventDefault();
      }}
      onChange={(event) => onType(event.currentTarget.value)}
      onBlur={commit}
      rightSection={suffix ? <span className={classes["suffix"]}>{suffix}</span> : undefined}
      rightSectionWidth={suffix ? Math.max(28, 12 + suffix.length * 8) : undefined}
      rightSectionPointerEvents="none"
    />
  );
}

type Record_ = Readonly<Record<string, unknown>>;

function suffixOf(field: Field, currency: string, document: Record_, header: Record_ | undefined): string {
  const { text } = looksOf(field);
  if (text === "percent") return "%";
  if (text === "amount") return currency === "EUR" ? "€" : currency;
  if ("unit" in field && field.unit) {
    const source = valueAt(document, field.unit) !== undefined ? document : header;
    const unit = linkTitle(source, field.unit) ?? valueAt(source, field.unit);
    return typeof unit === "string" && unit.length <= 8 ? unit : "";
  }
  return "";
}
