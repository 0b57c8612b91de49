import type { ResolvedTableField } from "../../contract/index.ts";
import type { JsonValue } from "../document.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { callFunction } from "./call-function.ts";
import type { Draft } from "./compute-pass.ts";
import { mayCompute } from "./may-compute.ts";
import type { FillStep } from "./pass-steps.ts";
import { rowsOf } from "./rows-of.ts";
import { setValue } from "./set-value.ts";

/** Undefined leaves a cell as its formula computed it. */
type Cells = readonly (JsonValue | undefined)[];

/**
 * Columns a function computes for all rows together. Where no function can be called, on a screen, they stay as they
 * came in until the server has told them.
 */
export function fillColumns(draft: Draft, { table, fill: { when, call } }: FillStep): void {
  const document = draft.header.environment;
  const count = draft.rows.get(table.id)!.length;
  if (count === 0 || (when && when.evaluate(document) !== true)) return;
  if (!draft.functions || !call) {
    draft.isUnread = true;
    const before = rowsOf(draft.typed, table.id);
    for (const column of Object.keys(table.fill?.columns ?? {})) {
      const cells = before.map((row) => row[column] ?? undefined);
      setColumn(draft, table, column, cells);
    }
    return;
  }
  const answered = callFunction(draft.functions, call, document, count);
  for (const [column, member] of Object.entries(call.columns)) {
    const cells = answered.map((row) => row[member] ?? null);
    setColumn(draft, table, column, cells);
  }
}

function setColumn(draft: Draft, table: ResolvedTableField, column: string, cells: Cells): void {
  const field = fieldIndex(table.child).byId.get(column);
  if (!field || !mayCompute(draft, field, table)) return;
  draft.rows.get(table.id)!.forEach((place, index) => {
    const cell = cells[index];
    if (cell !== undefined) setValue(draft, field, place, cell, () => `/${table.id}/${index}/${column}`);
  });
}
