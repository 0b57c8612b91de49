import { useTranslation } from "react-i18next";
import { useNotify } from "../../shared/notify.tsx";
import { useOpenForm } from "../form-context.ts";
import { rowsOf } from "../model/form-rows.ts";
import type { FormRow } from "../model/types.ts";

/** With the version of the document, the message that offers a removed line back; one at a time. */
export const REMOVED_LINE = "removed-line-";

/** Removes a line and offers it back in its place; whether it went. */
export function useRemoveRow(table: string): (row: FormRow) => boolean {
  const { t } = useTranslation();
  const notify = useNotify();
  const { store } = useOpenForm();
  return (row) => {
    const index = rowsOf(store.getState().values, table).findIndex(({ $key }) => $key === row.$key);
    if (!store.removeRow(table, row.$key)) return false;
    const putBack = () => {
      const rows = rowsOf(store.getState().values, table);
      // By Ctrl+Z it may be back already.
      if (!rows.some(({ $key }) => $key === row.$key)) store.setRows(table, rows.toSpliced(index, 0, row));
    };
    const { stored } = store.getState();
    notify.undoable(`${REMOVED_LINE}${stored?.version ?? ""}`, t("lines.removed", { number: index + 1 }), putBack);
    return true;
  };
}
