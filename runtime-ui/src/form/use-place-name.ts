import { useTranslation } from "react-i18next";
import { useLocalize } from "../i18n/language.ts";
import { useOpenForm } from "./form-context.ts";

/** Names a place of the open document for people: `/lines/1/quantity` → "Lines, row 2, Quantity". */
export function usePlaceName(): (pointer: string) => string {
  const { t } = useTranslation();
  const localize = useLocalize();
  const { model } = useOpenForm().store;
  return (pointer) => {
    const [field = "", index, column] = pointer.split("/").slice(1);
    const label = localize(model.doctype.fields[field]?.label) || field;
    if (index === undefined) return label;
    if (column === undefined) return t("form.errorRow", { table: label, number: Number(index) + 1 });
    const columnLabel = localize(model.tables[field]?.fields[column]?.label);
    return t("form.errorInRow", { table: label, number: Number(index) + 1, column: columnLabel });
  };
}
