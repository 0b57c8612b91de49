import type { CustomCellEditorProps } from "ag-grid-react";
import { type RefObject, useEffect, useRef } from "react";
import type { FormRow } from "../model/types.ts";

type Focusable = HTMLInputElement | HTMLTextAreaElement;

/**
 * The editor has the focus as long as it is open. Figures that come in meanwhile make the grid draw the row anew, and it may give the
 * focus back to the cell it had it from: keys typed then would be lost.
 */
export function useEditorFocus(
  { api, eGridCell }: Pick<CustomCellEditorProps<FormRow>, "api" | "eGridCell">,
  field: RefObject<Focusable | null>,
  begin: (field: Focusable) => void,
): void {
  const beginning = useRef(begin);
  useEffect(() => {
    const take = () => field.current?.focus();
    const isTaken = () => document.activeElement === eGridCell && api.getEditingCells().length > 0;
    const takeBack = () => requestAnimationFrame(() => isTaken() && take());
    take();
    if (field.current) beginning.current(field.current);
    eGridCell.addEventListener("focus", takeBack);
    return () => eGridCell.removeEventListener("focus", takeBack);
  }, [api, eGridCell, field]);
}
