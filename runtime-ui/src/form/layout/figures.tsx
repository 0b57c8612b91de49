import { fieldText } from "../../format/field-text.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useTextContext } from "../../shared/use-text-context.ts";
import { useFormState, useOpenForm } from "../form-context.ts";
import classes from "./form-layout.module.css";

/** Totals as on a bill: label left, amount right, one under the other. */
export function Figures({ names }: { readonly names: readonly string[] }) {
  const localize = useLocalize();
  const context = useTextContext();
  const { store } = useOpenForm();
  const { values } = useFormState();
  const { fields } = store.model.doctype;
  return (
    <dl className={classes["figures"]}>
      {names.map((name) => {
        const field = fields[name];
        if (!field) return null;
        return (
          <div key={name} id={`field-${name}`} data-field={name}>
            <dt>{localize(field.label)}</dt>
            <dd className="amount" data-negative={String(values[name] ?? "").startsWith("-") || undefined}>
              {fieldText(context, field, name, values) || "—"}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
