import type { CellEditRequestEvent } from "ag-grid-community";
import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import type { TextContext } from "../../format/field-text.ts";
import type { OpenForm } from "../form-context.ts";
import type { FormRow } from "../model/types.ts";
import { readCellText } from "./read-cell-text.ts";

/** What an editor hands over: typed text, a linked document, or a choice. */
type Edited =
  | { readonly typed: string }
  | { readonly id: string | null; readonly title: string | null }
  | { readonly choice: string };

/** Puts the outcome of a cell's editor into the form; text that makes no sense stays in the cell as it was typed. */
export function applyCellEdit(
  { store }: OpenForm,
  table: string,
  child: MetaDoctype,
  context: TextContext,
  { data, colDef, newValue }: CellEditRequestEvent<FormRow>,
): void {
  const name = colDef.colId ?? "";
  const field = child.fields[name];
  const edited = newValue as Edited | null | undefined;
  if (!field || typeof edited !== "object" || edited === null) return;
  if ("choice" in edited) store.setCell(table, data.$key, name, edited.choice);
  else if ("id" in edited) store.setCell(table, data.$key, name, edited.id, { title: edited.title });
  else if ("typed" in edited) {
    const value = readCellText(edited.typed, field, context, data, store.getState().values);
    store.setCell(table, data.$key, name, value === undefined ? edited.typed.trim() : value);
  }
}
