import type { GridApi, GridReadyEvent, IDatasource, RowClickedEvent } from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";
import { useEffect, useMemo, useRef } from "react";
import { useNavigate } from "react-router";
import type { DocumentAnswer } from "../../../engine/http/api-types.ts";
import { listDocuments } from "../api/documents.ts";
import { registerGridModules } from "../grid/grid-modules.ts";
import { gridTheme } from "../grid/grid-theme.ts";
import { leaveHeader } from "../grid/leave-header.ts";
import { useGridTexts } from "../grid/use-grid-texts.ts";
import { useLocalize } from "../i18n/language.ts";
import { readsOf } from "../meta/columns.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import { useCameFrom } from "../meta/use-came-from.ts";
import { useNotify } from "../shared/notify.tsx";
import { useChangesOf } from "../shell/changes.ts";
import classes from "./list.module.css";
import { columnDefinitions } from "./list-columns.tsx";
import type { ListBodyProps } from "./list-frame.tsx";
import { selectionOf } from "./list-state.ts";
import { totalRows } from "./total-rows.ts";

registerGridModules();

const BLOCK_ROWS = 100;

/** The rows of a list, read in blocks as one scrolls; order, filter and search are the server's. */
export function ListGrid({ model, state, update, controls }: ListBodyProps) {
  const api = useRef<GridApi<DocumentAnswer> | null>(null);
  const navigate = useNavigate();
  const to = useAddresses();
  const from = useCameFrom();
  const notify = useNotify();
  const gridTexts = useGridTexts();
  const localize = useLocalize();
  const meta = useMeta();
  const { doctype, view, columns } = model;
  const sort = state.sort ?? view.sort ?? [];
  const sortText = sort.join(",");
  const definitions = useMemo(
    () =>
      columnDefinitions(
        columns,
        sortText.split(",").filter(Boolean),
        (id) => to.document(doctype.id, id, from),
        localize,
      ),
    [columns, sortText, doctype.id, to, from, localize],
  );
  const { filter, where, search } = selectionOf(view, state);
  const selectionKey = JSON.stringify([filter, where, search, columns.map((column) => column.path), controls.revision]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for filter, where, search and columns
  const datasource = useMemo((): IDatasource => {
    const request = { filter, where, search, ...readsOf(meta, columns) };
    const source: IDatasource = {
      getRows: ({ startRow, endRow, sortModel, successCallback, failCallback }) => {
        const isFirst = startRow === 0;
        const order = sortModel.map(({ colId, sort: direction }) => (direction === "desc" ? `-${colId}` : colId));
        const page = { sort: order.length > 0 ? order : view.sort, limit: endRow - startRow, offset: startRow };
        const extras = isFirst ? { count: true, totals: view.totals } : {};
        listDocuments(doctype.id, { ...request, ...page, ...extras })
          .then((answer) => {
            const isLast = answer.items.length < endRow - startRow;
            const known = isFirst && !answer.total_is_capped ? answer.total : undefined;
            successCallback([...answer.items], isLast ? startRow + answer.items.length : known);
            // An answer that comes late must not count for the rows asked for since.
            if (!isFirst || api.current?.getGridOption("datasource") !== source) return;
            controls.setCount({
              total: answer.total ?? answer.items.length,
              isCapped: answer.total_is_capped ?? false,
            });
            api.current.setGridOption("pinnedBottomRowData", totalRows(meta, columns, answer.totals ?? {}));
          })
          .catch((error: unknown) => {
            failCallback();
            notify.refused(error);
          });
      },
    };
    return source;
  }, [selectionKey, doctype.id]);
  useEffect(() => () => controls.setCount(null), [controls.setCount]);
  useChangesOf(doctype.id, () => api.current?.refreshInfiniteCache());
  const onRowClicked = ({ data, event, rowPinned }: RowClickedEvent<DocumentAnswer>) => {
    const isLink = (event?.target as HTMLElement | null)?.closest("a, button, input");
    if (data && !rowPinned && !isLink) navigate(to.document(doctype.id, data.id, from));
  };
  const onSortChanged = () => {
    const sorted = api.current?.getColumnState().filter((column) => column.sort) ?? [];
    sorted.sort((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0));
    const next = sorted.map((column) => (column.sort === "desc" ? `-${column.colId}` : column.colId));
    if (next.join(",") !== sortText) update({ sort: next.length > 0 ? next : undefined }, { replace: true });
  };
  return (
    <div className={classes["grid"]}>
      <AgGridReact<DocumentAnswer>
        theme={gridTheme}
        key={gridTexts.key}
        localeText={gridTexts.localeText}
        tabToNextHeader={leaveHeader}
        columnDefs={definitions}
        defaultColDef={{ resizable: true, suppressHeaderMenuButton: true, sortingOrder: ["asc", "desc", null] }}
        rowModelType="infinite"
        datasource={datasource}
        cacheBlockSize={BLOCK_ROWS}
        infiniteInitialRowCount={20}
        maxConcurrentDatasourceRequests={2}
        blockLoadDebounceMillis={40}
        getRowId={({ data }) => data.id}
        rowSelection={{ mode: "multiRow", checkboxes: true, headerCheckbox: false, enableClickSelection: false }}
        selectionColumnDef={{ width: 42, pinned: "left", resizable: false }}
        maintainColumnOrder={false}
        suppressCellFocus={false}
        onGridReady={(event: GridReadyEvent<DocumentAnswer>) => {
          api.current = event.api;
        }}
        onSortChanged={onSortChanged}
        onSelectionChanged={({ api: grid }) => controls.setSelection(grid.getSelectedRows().map((row) => row.id))}
        onRowClicked={onRowClicked}
        onCellKeyDown={({ event, data }) => {
          if ((event as KeyboardEvent | null)?.key === "Enter" && data)
            navigate(to.document(doctype.id, data.id, from));
        }}
      />
    </div>
  );
}
