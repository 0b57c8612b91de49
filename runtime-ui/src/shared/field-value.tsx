import { Anchor, ColorSwatch, Rating } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { Field } from "../../../engine/contract/types/index.ts";
import { choiceOf, fieldText, valueAt } from "../format/field-text.ts";
import { isNumeric, valueType } from "../meta/columns.ts";
import { StatusBadge } from "./status-badge.tsx";
import { useTextContext } from "./use-text-context.ts";

interface FieldValueProps {
  readonly field: Field;
  readonly path: string;
  readonly document: Readonly<Record<string, unknown>>;
  /** Document a row belongs to: amounts may take their currency from it. */
  readonly header?: Readonly<Record<string, unknown>>;
}

/** A value as it is read: a badge for a choice, a tick for a yes, a link for an address, text otherwise. */
export function FieldValue({ field, path, document, header }: FieldValueProps) {
  const context = useTextContext();
  const value = valueAt(document, path);
  if (value === null || value === undefined || value === "") return null;
  const text = fieldText(context, field, path, document, header);
  switch (valueType(field)) {
    case "choice":
      return <StatusBadge choice={choiceOf(field, value)} fallback={text} />;
    case "boolean":
      return value ? <IconCheck size={16} stroke={1.8} aria-label={text} style={{ verticalAlign: "middle" }} /> : null;
    case "email":
      return <Anchor href={`mailto:${text}`}>{text}</Anchor>;
    case "phone":
      return <Anchor href={`tel:${text.replace(/\s/g, "")}`}>{text}</Anchor>;
    case "url":
      return (
        <Anchor href={/^https?:/.test(text) ? text : `https://${text}`} target="_blank" rel="noreferrer noopener">
          {text}
        </Anchor>
      );
    case "color":
      return <ColorSwatch color={text} size={16} aria-label={text} />;
    case "rating":
      return <Rating value={Number(value)} readOnly size="xs" aria-label={text} />;
    default:
      return <span className={isNumeric(field) ? "tabular" : undefined}>{text}</span>;
  }
}
