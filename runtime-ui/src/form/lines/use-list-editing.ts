import type { CustomCellEditorProps } from "ag-grid-react";
import { type KeyboardEvent, useRef } from "react";
import type { FormRow } from "../model/types.ts";

type ListEditorProps = Pick<CustomCellEditorProps<FormRow>, "api" | "onValueChange" | "stopEditing">;

/**
 * How an editor with a list below its cell ends: with the entry taken, and after Tab in the next cell, open for typing as the grid
 * does it in all other columns.
 */
export function useListEditing({ api, onValueChange, stopEditing }: ListEditorProps) {
  const goesOn = useRef(false);
  const finish = (value: unknown) => {
    onValueChange(value);
    // The grid reads the value after this event: it must have been handed over before editing stops.
    queueMicrotask(() => {
      stopEditing();
      if (!goesOn.current) return focusCell(api);
      if (!api.tabToNextCell()) return;
      const next = api.getFocusedCell();
      if (next) api.startEditingCell({ rowIndex: next.rowIndex, colKey: next.column });
    });
  };
  /** Tab where something was typed takes the marked entry as Enter does. */
  const onTab = (event: KeyboardEvent, typed: string | null, take: () => void) => {
    goesOn.current = event.key === "Tab" && Boolean(typed) && !event.shiftKey;
    if (event.key !== "Tab" || !typed) return;
    event.preventDefault();
    take();
  };
  return { finish, onTab };
}

/** The editor went away with a dialog in front of it: the focus goes back to its cell. */
function focusCell(api: ListEditorProps["api"]): void {
  const cell = api.getFocusedCell();
  if (cell) api.setFocusedCell(cell.rowIndex, cell.column);
}
