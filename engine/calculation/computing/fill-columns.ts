import type { CompiledFill, Environment, ResolvedTableField } from "../../contract/index.ts";
import type { JsonValue } from "../document.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { type DocumentView, viewValue } from "../links/document-view.ts";
import { assignValue } from "../values/assign-value.ts";
import { callFunction } from "./call-function.ts";
import type { Draft } from "./compute-pass.ts";
import { mayCompute } from "./may-compute.ts";
import { moneyDecimals } from "./money-decimals.ts";
import { rowsOf } from "./rows-of.ts";

type Cells = readonly (JsonValue | undefined)[];

/**
 * Columns a function computes for all rows together. Where no function can be called, on a screen, they stay as they
 * came in until the server has told them.
 */
export function fillColumns(
  draft: Draft,
  table: ResolvedTableField,
  { when, call }: CompiledFill,
  document: Environment,
): void {
  const rows = rowsOf(draft.values, table.id);
  if (rows.length === 0 || (when && when.evaluate(document) !== true)) return;
  if (!draft.functions || !call) {
    draft.isUnread = true;
    const before = rowsOf(draft.typed, table.id);
    for (const column of Object.keys(table.fill?.columns ?? {})) {
      setColumn(
        draft,
        table,
        column,
        before.map((row) => row[column] ?? undefined),
      );
    }
    return;
  }
  const answered = callFunction(draft.functions, call, document, rows.length);
  for (const [column, member] of Object.entries(call.columns)) {
    setColumn(
      draft,
      table,
      column,
      answered.map((row) => row[member] ?? null),
    );
  }
}

/** Undefined leaves a cell as its formula computed it. */
function setColumn(draft: Draft, table: ResolvedTableField, column: string, cells: Cells): void {
  const field = fieldIndex(table.child).byId.get(column);
  if (!field || !mayCompute(draft, field, table)) return;
  const views = draft.view[table.id] as readonly DocumentView[];
  rowsOf(draft.values, table.id).forEach((row, index) => {
    const [cell, view] = [cells[index], views[index]];
    if (cell === undefined || !view) return;
    const decimals = field.type === "money" ? moneyDecimals(field, draft.factory, draft.view, view) : 0;
    const pointer = `/${table.id}/${index}/${column}`;
    const assigned = assignValue(field, cell, { pointer, moneyDecimals: decimals });
    if ("problem" in assigned) draft.problems.push(assigned.problem);
    else {
      (row as Record<string, JsonValue>)[column] = assigned.value;
      view[column] = viewValue(field, assigned.value, draft.links);
    }
  });
}
