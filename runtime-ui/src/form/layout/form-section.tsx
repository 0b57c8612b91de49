import { Collapse, UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { type CSSProperties, type ReactElement, useId, useState } from "react";
import { useLocalize } from "../../i18n/language.ts";
import { useFormState, useOpenForm } from "../form-context.ts";
import { Figures } from "./figures.tsx";
import classes from "./form-layout.module.css";
import type { FormTab } from "./form-layout.tsx";
import { isFigure } from "./is-figure.ts";

interface FormSectionProps {
  readonly id: string;
  readonly section: FormTab["sections"][string];
  readonly contents: ReadonlyMap<string, ReactElement>;
}

const FIGURES_MIN = 2;

/** Fields side by side under one heading. Computed figures of a section stand together at the right, as on a bill. */
export function FormSection({ section, contents }: FormSectionProps) {
  const localize = useLocalize();
  const { store } = useOpenForm();
  const { conditions } = useFormState();
  const [isOpen, setOpen] = useState(!section.collapsed);
  const panelId = useId();
  const { fields } = store.model.doctype;
  const shown = section.fields.filter((name) => contents.has(name) && !conditions.hidden.has(name));
  if (shown.length === 0) return null;
  const figures = shown.filter((name) => fields[name] && isFigure(fields[name]));
  const isBill = figures.length >= FIGURES_MIN && shown.length - figures.length <= 3;
  const plain = isBill ? shown.filter((name) => !figures.includes(name)) : shown;
  const columns = isBill ? 1 : (section.columns ?? 2);
  const grid = (
    <div className={classes["grid"]} style={{ "--columns": columns } as CSSProperties}>
      {plain.map((name) => (
        <div key={name} className={classes["cell"]} data-wide={fields[name]?.type === "table" || undefined}>
          {contents.get(name)}
        </div>
      ))}
    </div>
  );
  const body = isBill ? (
    <div className={classes["bill"]}>
      {grid}
      <Figures names={figures} />
    </div>
  ) : (
    grid
  );
  const label = localize(section.label);
  if (!label) return <section className={classes["section"]}>{body}</section>;
  return (
    <section className={classes["section"]} aria-label={label}>
      <UnstyledButton
        className={classes["heading"]}
        onClick={() => setOpen(!isOpen)}
        aria-expanded={isOpen}
        aria-controls={panelId}
      >
        {label}
        <IconChevronRight size={14} data-open={isOpen || undefined} aria-hidden />
      </UnstyledButton>
      <Collapse expanded={isOpen} id={panelId} transitionDuration={100}>
        {body}
      </Collapse>
    </section>
  );
}
