import type {
  CellEditRequestEvent,
  CellKeyDownEvent,
  GridApi,
  RowDragEndEvent,
  TabToNextCellParams,
} from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { registerGridModules } from "../../grid/grid-modules.ts";
import { editGridTheme } from "../../grid/grid-theme.ts";
import { leaveHeader } from "../../grid/leave-header.ts";
import { useGridTexts } from "../../grid/use-grid-texts.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useTextContext } from "../../shared/use-text-context.ts";
import { useFormState, useOpenForm } from "../form-context.ts";
import { autoOf, rowsOf } from "../model/form-rows.ts";
import { mayRemoveRow } from "../model/may-remove-row.ts";
import type { FormRow } from "../model/types.ts";
import { applyCellEdit } from "./apply-cell-edit.ts";
import { copyCell } from "./clipboard.ts";
import { isCellOpen } from "./is-cell-open.ts";
import { lineColumnDefinitions } from "./line-column-definitions.tsx";
import { LineDrawer } from "./line-drawer.tsx";
import classes from "./lines.module.css";
import { LinesToolbar } from "./lines-toolbar.tsx";
import { useCurrencyRefresh } from "./use-currency-refresh.ts";
import type { LinesProps } from "./use-line-columns.ts";
import { usePaste } from "./use-paste.ts";
import { useRemoveRow } from "./use-remove-row.ts";

registerGridModules();

/** Rows shown without scrolling; beyond, the grid draws only what is seen. */
const ROWS_SHOWN_MAX = 14;
const ROW_PIXELS = 34;
/** Header, horizontal scroll bar, borders. */
const FRAME_PIXELS = 54;

/** How long a row just added is waited for: its button is there before the grid is, which a slow device shows. */
const FRAMES_MAX = 600;

/** Lines as in a spreadsheet: typed, pasted, moved and removed by keyboard; totals follow at once. */
export function LinesGrid({ table, child, columns, readOnly }: LinesProps) {
  const { t } = useTranslation();
  const form = useOpenForm();
  const { store } = form;
  const { values, stored, conditions, errors } = useFormState();
  const context = useTextContext();
  const gridTexts = useGridTexts();
  const localize = useLocalize();
  const api = useRef<GridApi<FormRow> | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const [isKept, setKept] = useState(false);
  const rows = rowsOf(values, table);
  const definitions = useMemo(
    () => lineColumnDefinitions({ form, table, child, columns, readOnly, onOpen: setOpened, localize }),
    [form, table, child, columns, readOnly, localize],
  );
  const removeRow = useRemoveRow(table);
  useCurrencyRefresh(api, columns, context, values);
  const paste = usePaste({ table, child, columns, api });
  const edit = (index: number, column: string, frames = FRAMES_MAX) =>
    requestAnimationFrame(() => {
      if (!api.current?.getDisplayedRowAtIndex(index)) {
        if (frames > 0) edit(index, column, frames - 1);
        return;
      }
      api.current.ensureIndexVisible(index);
      api.current.setFocusedCell(index, column);
      api.current.startEditingCell({ rowIndex: index, colKey: column });
    });
  const add = (index = rows.length) => {
    store.insertRow(table, index);
    if (columns[0]) edit(index, columns[0].id);
  };
  const tabToNextCell = ({ nextCellPosition, previousCellPosition, backwards }: TabToNextCellParams<FormRow>) => {
    if (nextCellPosition || backwards || readOnly) return nextCellPosition ?? false;
    if (previousCellPosition.rowIndex === rows.length - 1) add();
    return false;
  };
  const focusedRow = () => {
    const index = api.current?.getFocusedCell()?.rowIndex;
    return index === undefined ? undefined : rows[index];
  };
  const onKey = ({ event, rowIndex, column, node }: CellKeyDownEvent<FormRow>) => {
    const key = event as KeyboardEvent;
    const row = node.data;
    if (!row || api.current?.getEditingCells().length) return;
    if ((key.ctrlKey || key.metaKey) && key.key === "c") return copyCell(context, row, columns, column.getColId());
    if (readOnly || rowIndex === null) return;
    if (key.altKey && (key.key === "ArrowUp" || key.key === "ArrowDown")) {
      const target = rowIndex + (key.key === "ArrowUp" ? -1 : 1);
      store.moveRow(table, row.$key, target);
      requestAnimationFrame(() => api.current?.setFocusedCell(Math.max(0, Math.min(target, rows.length - 1)), column));
    } else if ((key.ctrlKey || key.metaKey) && key.key === "d") duplicate(row);
    else if ((key.ctrlKey || key.metaKey) && (key.key === "Delete" || key.key === "Backspace")) remove(row);
    else if (key.key === "Delete" || key.key === "Backspace") empty(row, column.getColId());
    else if (key.key === "Insert") add(rowIndex + 1);
    else return;
    key.preventDefault();
  };
  const remove = (row: FormRow) => setKept(!removeRow(row));
  const removeFocused = () => {
    const row = focusedRow();
    if (row) remove(row);
  };
  const duplicate = (row: FormRow) => {
    // What a stored row shows was saved with it.
    const auto = row["id"] === undefined ? autoOf(row) : [];
    const isCopied = (id: string) =>
      id === "$expanded" || (isOpen(row, id) && row[id] !== undefined && !auto.includes(id));
    const typed = Object.fromEntries(Object.entries(row).filter(([id]) => isCopied(id)));
    store.insertRow(table, rows.indexOf(row) + 1, typed);
  };
  const isOpen = (row: FormRow, id: string) => {
    const field = child.fields[id];
    return field !== undefined && isCellOpen({ form, table, child }, row, { id, field });
  };
  const empty = (row: FormRow, id: string) => {
    if (isOpen(row, id)) store.setCell(table, row.$key, id, null);
  };
  return (
    <div onPaste={readOnly ? undefined : paste.onPaste}>
      <div
        className={classes["grid"]}
        style={{ height: FRAME_PIXELS + ROW_PIXELS * Math.max(1, Math.min(rows.length, ROWS_SHOWN_MAX)) }}
      >
        <AgGridReact<FormRow>
          theme={editGridTheme}
          key={gridTexts.key}
          localeText={gridTexts.localeText}
          tabToNextHeader={leaveHeader}
          rowData={rows as FormRow[]}
          columnDefs={definitions}
          context={{ table, errors, conditions, values, text: context, rows }}
          getRowId={({ data }) => data.$key}
          popupParent={document.body}
          defaultColDef={{ sortable: false, resizable: true, suppressHeaderMenuButton: true, suppressMovable: true }}
          readOnlyEdit
          singleClickEdit
          stopEditingWhenCellsLoseFocus
          enterNavigatesVertically
          enterNavigatesVerticallyAfterEdit
          rowDragManaged={false}
          suppressNoRowsOverlay
          tabToNextCell={tabToNextCell}
          onRowDataUpdated={({ api: grid }) => grid.refreshCells({ columns: ["$handle"] })}
          onGridReady={(event) => {
            api.current = event.api;
          }}
          onCellEditRequest={(event: CellEditRequestEvent<FormRow>) =>
            applyCellEdit(form, table, child, context, event)
          }
          onCellKeyDown={(event) => onKey(event as CellKeyDownEvent<FormRow>)}
          onRowDragEnd={(event: RowDragEndEvent<FormRow>) => {
            if (event.node.data) store.moveRow(table, event.node.data.$key, event.overIndex);
          }}
        />
      </div>
      {!readOnly && (
        <LinesToolbar
          table={table}
          child={child}
          columns={columns}
          count={rows.length}
          message={isKept ? t("lines.kept") : paste.message}
          onAdd={() => add()}
          onDuplicate={() => {
            const row = focusedRow();
            if (row) duplicate(row);
          }}
          onRemove={rows.some((row) => mayRemoveRow(store.model, stored, table, row)) ? removeFocused : undefined}
        />
      )}
      {opened && (
        <LineDrawer
          table={table}
          child={child}
          columns={columns}
          readOnly={readOnly}
          rowKey={opened}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}
