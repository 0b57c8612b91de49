import { fieldIndex, labelParams, valuesEqual } from "../../calculation/index.ts";
import { type ErrorDetail, errorDetail } from "../../kernel/index.ts";
import type { ResolvedTableField } from "../../registry/index.ts";
import type { Work } from "../run/work.ts";
import type { DocumentRow } from "../types.ts";

/**
 * A submitted document stands as it was submitted, but for the fields its metadata frees with `after_submit` and the
 * state field of its workflow.
 */
export function checkSubmitLock(
  { doctype, stored, document }: Work,
  stateField: string | null,
): readonly ErrorDetail[] {
  if (stored?.docstatus !== "submitted") return [];
  const { scalars, tables } = fieldIndex(doctype);
  const header = scalars.filter(
    (field) => !field.after_submit && field.id !== stateField && !valuesEqual(stored[field.id], document[field.id]),
  );
  return [
    ...header.map((field) => errorDetail("FIELD_LOCKED_BY_SUBMIT", `/${field.id}`, labelParams(field))),
    ...tables.flatMap((table) =>
      table.after_submit
        ? []
        : lockedRows(table, stored[table.id] as readonly DocumentRow[], document[table.id] as readonly DocumentRow[]),
    ),
  ];
}

function lockedRows(
  table: ResolvedTableField,
  before: readonly DocumentRow[] = [],
  after: readonly DocumentRow[] = [],
): ErrorDetail[] {
  if (before.length !== after.length || before.some((row, index) => row.id !== after[index]?.id)) {
    return [errorDetail("FIELD_LOCKED_BY_SUBMIT", `/${table.id}`, labelParams(table))];
  }
  return after.flatMap((row, index) =>
    fieldIndex(table.child)
      .scalars.filter((field) => !field.after_submit && !valuesEqual(before[index]?.[field.id], row[field.id]))
      .map((field) => errorDetail("FIELD_LOCKED_BY_SUBMIT", `/${table.id}/${index}/${field.id}`, labelParams(field))),
  );
}
