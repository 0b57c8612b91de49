import { Radio } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import { fieldText } from "../../format/field-text.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useTextContext } from "../../shared/use-text-context.ts";
import { rowsOf } from "../model/form-rows.ts";
import type { FormValues } from "../model/types.ts";
import classes from "./conflict.module.css";
import { type ConflictPlace, rowIn, type Sides } from "./conflict-places.ts";
import { rowText } from "./row-text.ts";

interface ChoicesProps {
  readonly doctype: MetaDoctype;
  readonly tables: Readonly<Record<string, MetaDoctype>>;
  readonly places: readonly ConflictPlace[];
  readonly sides: Sides;
  /** Keys of the places where theirs stands. */
  readonly theirs: ReadonlySet<string>;
  readonly onChoose: (key: string, isTheirs: boolean) => void;
}

/** Each place is a group of two: Tab goes from one to the next, the arrow keys choose. */
export function ConflictChoices({ doctype, tables, places, sides, theirs, onChoose }: ChoicesProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const textOf = usePlaceText(doctype, tables, sides.base);
  const nameOf = ({ field, row, column }: ConflictPlace) => {
    const label = localize(doctype.fields[field]?.label);
    if (row === undefined) return label;
    const index = [sides.base, sides.yours, sides.theirs]
      .map((values) => rowsOf(values, field).findIndex(({ $key }) => $key === row))
      .find((found) => found >= 0);
    const line = `${label}, ${t("lines.row", { number: (index ?? 0) + 1 }).toLowerCase()}`;
    return column === undefined ? line : `${line} · ${localize(tables[field]?.fields[column]?.label)}`;
  };
  return (
    <div className={classes["choices"]}>
      {places.map((place) => {
        const name = nameOf(place);
        const side = (isTheirs: boolean) => (
          <Radio
            size="xs"
            name={place.key}
            checked={theirs.has(place.key) === isTheirs}
            onChange={() => onChoose(place.key, isTheirs)}
            description={t(isTheirs ? "conflict.theirs" : place.isTheirs ? "conflict.before" : "conflict.yours")}
            label={textOf(place, isTheirs ? sides.theirs : sides.yours) || "—"}
          />
        );
        return (
          <fieldset key={place.key} className={classes["place"]}>
            <legend>{name}</legend>
            {side(false)}
            {side(true)}
          </fieldset>
        );
      })}
    </div>
  );
}

/** What a side has at a place, as the form shows it. */
function usePlaceText(doctype: MetaDoctype, tables: ChoicesProps["tables"], base: FormValues) {
  const { t } = useTranslation();
  const context = useTextContext();
  return ({ field, row: key, column }: ConflictPlace, values: FormValues): string => {
    const child = tables[field];
    if (key === undefined || !child) {
      const definition = doctype.fields[field];
      return definition ? fieldText(context, definition, field, values) : "";
    }
    const row = rowIn(values, field, key);
    if (!row) return t(rowIn(base, field, key) ? "conflict.removed" : "conflict.absent");
    const cell = column === undefined ? undefined : child.fields[column];
    return cell && column !== undefined
      ? fieldText(context, cell, column, row, values)
      : rowText(context, child, row, values);
  };
}
