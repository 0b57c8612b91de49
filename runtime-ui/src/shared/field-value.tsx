import { Anchor, ColorSwatch, Rating } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Field } from "../../../engine/contract/types/index.ts";
import { type CellKind, looksOf } from "../field-types/field-looks.ts";
import { choiceOf, fieldText, valueAt } from "../format/field-text.ts";
import { isNumeric } from "../meta/columns.ts";
import { StatusBadge } from "./status-badge.tsx";
import { useTextContext } from "./use-text-context.ts";

interface FieldValueProps {
  readonly field: Field;
  readonly path: string;
  readonly document: Readonly<Record<string, unknown>>;
  /** Document a row belongs to: amounts may take their currency from it. */
  readonly header?: Readonly<Record<string, unknown>>;
}

interface Shown {
  readonly field: Field;
  readonly value: unknown;
  readonly text: string;
}

const CELLS: Readonly<Record<CellKind, (shown: Shown) => ReactNode>> = {
  text: ({ field, text }) => <span className={isNumeric(field) ? "tabular" : undefined}>{text}</span>,
  badge: ({ field, value, text }) => <StatusBadge choice={choiceOf(field, value)} fallback={text} />,
  tick: ({ value, text }) =>
    value ? <IconCheck size={16} stroke={1.8} aria-label={text} style={{ verticalAlign: "middle" }} /> : null,
  email: ({ text }) => <Anchor href={`mailto:${text}`}>{text}</Anchor>,
  phone: ({ text }) => <Anchor href={`tel:${text.replace(/\s/g, "")}`}>{text}</Anchor>,
  url: ({ text }) => (
    <Anchor href={/^https?:/.test(text) ? text : `https://${text}`} target="_blank" rel="noreferrer noopener">
      {text}
    </Anchor>
  ),
  swatch: ({ text }) => <ColorSwatch color={text} size={16} aria-label={text} />,
  stars: ({ value, text }) => <Rating value={Number(value)} readOnly size="xs" aria-label={text} />,
};

/** A value as it is read: a badge for a choice, a tick for a yes, a link for an address, text otherwise. */
export function FieldValue({ field, path, document, header }: FieldValueProps) {
  const context = useTextContext();
  const value = valueAt(document, path);
  if (value === null || value === undefined || value === "") return null;
  const text = fieldText(context, field, path, document, header);
  return CELLS[looksOf(field).cell]({ field, value, text });
}
