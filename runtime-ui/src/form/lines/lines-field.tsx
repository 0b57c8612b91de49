import { useMediaQuery } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { lazy, Suspense, useEffect } from "react";
import type { TableField } from "../../../../engine/contract/types/index.ts";
import { useLocalize } from "../../i18n/language.ts";
import { RowsSkeleton } from "../../shared/skeletons.tsx";
import { isFieldReadOnly } from "../field-rules.ts";
import { useFormState, useOpenForm } from "../form-context.ts";
import { DerivedLines } from "./derived-lines.tsx";
import classes from "./lines.module.css";
import { LinesCards } from "./lines-cards.tsx";
import { useLineColumns } from "./use-line-columns.ts";
import { REMOVED_LINE } from "./use-remove-row.ts";

const LinesGrid = lazy(async () => ({ default: (await import("./lines-grid.tsx")).LinesGrid }));

interface LinesFieldProps {
  readonly name: string;
  readonly field: TableField;
}

/** A table field: a grid on a desk, cards on a phone. */
export function LinesField({ name, field }: LinesFieldProps) {
  const localize = useLocalize();
  const form = useOpenForm();
  const { conditions, errors, stored } = useFormState();
  // What was removed before a document was saved, or left, is not put back into what came after.
  const version = stored?.version;
  useEffect(() => () => void notifications.hide(`${REMOVED_LINE}${version ?? ""}`), [version]);
  const isPhone = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  const columns = useLineColumns(name);
  const child = form.store.model.tables[name];
  if (!child) return null;
  const readOnly = isFieldReadOnly(field, name, form, form.store.model.doctype, conditions);
  const error = errors[`/${name}`];
  const props = { table: name, child, columns, readOnly };
  if (field.derive) return <DerivedLines name={name} columns={columns} label={localize(field.label)} />;
  return (
    <section id={`field-${name}`} className={classes["field"]} aria-label={localize(field.label)} tabIndex={-1}>
      <div className={classes["label"]}>{localize(field.label)}</div>
      {error && (
        <div className={classes["error"]} role="alert">
          {error}
        </div>
      )}
      {isPhone ? (
        <LinesCards {...props} />
      ) : (
        <Suspense fallback={<RowsSkeleton count={4} />}>
          <LinesGrid {...props} />
        </Suspense>
      )}
    </section>
  );
}
