import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Field } from "../../../engine/contract/types/index.ts";
import { useLocalize } from "../i18n/language.ts";
import classes from "./field-frame.module.css";

interface FieldFrameProps {
  /** Id of the control the label points at. */
  readonly id: string;
  readonly field: Pick<Field, "label" | "help">;
  readonly required?: boolean;
  readonly error?: string;
  readonly children: ReactNode;
}

/** Label above, help and error below a control; `${id}-note` is what the control is described by. */
export function FieldFrame({ id, field, required, error, children }: FieldFrameProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const help = localize(field.help);
  return (
    <div className={classes["frame"]} data-invalid={error ? true : undefined}>
      <label htmlFor={id} className={classes["label"]}>
        {localize(field.label)}
        {required && (
          <span className={classes["required"]} title={t("input.required")}>
            *
          </span>
        )}
      </label>
      {children}
      {(error || help) && (
        <div id={`${id}-note`} className={classes["note"]}>
          {error ? <span className={classes["error"]}>{error}</span> : help}
        </div>
      )}
    </div>
  );
}
