import type { GridApi } from "ag-grid-community";
import { type ClipboardEvent, type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import { useNotify } from "../../shared/notify.tsx";
import { useTextContext } from "../../shared/use-text-context.ts";
import { useOpenForm } from "../form-context.ts";
import { newRow, rowsOf } from "../model/form-rows.ts";
import { assign } from "../model/form-store.ts";
import type { FormRow } from "../model/types.ts";
import { parseClipboard } from "./clipboard.ts";
import { isCellOpen } from "./is-cell-open.ts";
import { readCellText } from "./read-cell-text.ts";
import { NO_LINKS, resolvePastedLinks } from "./resolve-pasted-links.ts";
import type { LineColumn } from "./use-line-columns.ts";

interface PasteOptions {
  readonly table: string;
  readonly child: MetaDoctype;
  readonly columns: readonly LineColumn[];
  readonly api: RefObject<GridApi<FormRow> | null>;
}

const ROWS_MAX = 2_000;
const REFUSALS_TOLD = 3;

/** A block copied from a spreadsheet goes in from the focused cell on; rows are added as needed, all in one change. */
export function usePaste({ table, child, columns, api }: PasteOptions) {
  const { t } = useTranslation();
  const context = useTextContext();
  const notify = useNotify();
  const form = useOpenForm();
  const { store } = form;
  const [message, setMessage] = useState("");

  const resolveLinks = (block: readonly (readonly string[])[], targets: readonly LineColumn[]) =>
    Promise.all(
      targets.map(async (column, index) => {
        if (column.field.type !== "link") return NO_LINKS;
        const texts = block.map((cells) => cells[index] ?? "");
        return resolvePastedLinks(column.field.to, texts);
      }),
    );

  const insert = async (text: string, rowIndex: number, columnIndex: number) => {
    const block = parseClipboard(text).slice(0, ROWS_MAX);
    const width = Math.max(...block.map((cells) => cells.length));
    const targets = columns.slice(columnIndex, columnIndex + width);
    const links = await resolveLinks(block, targets);
    const { values } = store.getState();
    const rows = [...rowsOf(values, table)];
    let unread = 0;
    block.forEach((cells, offset) => {
      let row = rows[rowIndex + offset] ?? newRow(child);
      targets.forEach((column, index) => {
        const cell = cells[index];
        if (cell === undefined || !isCellOpen({ form, table, child }, row, column)) return;
        const link = links[index]?.found.get(cell.trim());
        const isLink = column.field.type === "link";
        const value = isLink
          ? (link?.id ?? (cell.trim() ? undefined : null))
          : readCellText(cell, column.field, context, row, values);
        if (value === undefined) unread += 1;
        // What makes no sense there stays in its cell, to be seen and corrected.
        const taken = value === undefined ? cell.trim() : value;
        const extra = link ? { title: link.title } : undefined;
        row = assign(store.model, table, row, column.id, taken, extra) as FormRow;
      });
      rows[rowIndex + offset] = row;
    });
    store.setRows(table, rows);
    const refused = links.flatMap((column) => column.refused.map(({ message: why }) => why[context.language]));
    const told = [
      t("lines.pasted", { count: block.length }),
      ...(unread > 0 ? [t("lines.unread", { count: unread })] : []),
      ...refused.slice(0, REFUSALS_TOLD),
    ];
    setMessage(told.join(" "));
  };

  const onPaste = (event: ClipboardEvent) => {
    const isTyping = (event.target as HTMLElement).closest("input, textarea, [contenteditable]");
    const text = event.clipboardData.getData("text/plain");
    const isBlock = /[\t\n]/.test(text.trimEnd());
    if (!text || (isTyping && !isBlock)) return;
    const focused = api.current?.getFocusedCell();
    const columnIndex = Math.max(
      0,
      columns.findIndex((column) => column.id === focused?.column.getColId()),
    );
    const rowIndex = focused?.rowIndex ?? rowsOf(store.getState().values, table).length;
    event.preventDefault();
    api.current?.stopEditing(true);
    insert(text, rowIndex, columnIndex).catch(notify.refused);
  };

  return { onPaste, message };
}
