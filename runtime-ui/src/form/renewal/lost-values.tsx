import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { fieldText } from "../../format/field-text.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useTextContext } from "../../shared/use-text-context.ts";
import classes from "../form-editor.module.css";
import type { LostPlace } from "./carry-over.ts";

interface LostValuesProps {
  readonly lost: readonly LostPlace[];
  readonly onNoted: () => void;
}

/** What was typed into fields that are gone stays to be read, until one has noted it. */
export function LostValues({ lost, onNoted }: LostValuesProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const context = useTextContext();
  if (lost.length === 0) return null;
  const placeOf = ({ field, row }: LostPlace) => {
    const label = localize(field.label);
    return row ? t("form.errorInRow", { table: localize(row.table), number: row.number, column: label }) : label;
  };
  return (
    <section className={classes["lost"]} aria-live="polite" aria-label={t("form.lost")}>
      <span>{t("form.lost")}</span>
      <ul>
        {lost.map((one) => (
          <li key={`${one.name} ${one.row?.number} ${JSON.stringify(one.record)}`}>
            {t("form.lostValue", { place: placeOf(one), value: fieldText(context, one.field, one.name, one.record) })}
          </li>
        ))}
      </ul>
      <Button variant="subtle" size="compact-sm" onClick={onNoted}>
        {t("form.noted")}
      </Button>
    </section>
  );
}
