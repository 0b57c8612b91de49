import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./field-frame.module.css";

interface FieldFrameProps {
  /** Id of the control the label points at. */
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly error?: string;
  readonly children: ReactNode;
}

/** Label above, help and error below a control; `${id}-note` is what the control is described by. */
export function FieldFrame({ id, label, help, required, error, children }: FieldFrameProps) {
  const { t } = useTranslation();
  return (
    <div className={classes["frame"]} data-invalid={error ? true : undefined}>
      <label htmlFor={id} className={classes["label"]}>
        {label}
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
