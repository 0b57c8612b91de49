import type { ResolvedDoctype, ResolvedField, ResolvedMoneyField } from "../../contract/index.ts";
import type { DocumentRow, JsonValue, Members } from "../document.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { createRowView, type DocumentView } from "../links/document-view.ts";
import type { LinkedDocuments } from "../links/linked-documents.ts";
import { roundMoney } from "../values/assign-value.ts";
import type { EnvironmentFactory } from "./environment-factory.ts";
import { mayCompute } from "./may-compute.ts";
import { moneyDecimals } from "./money-decimals.ts";
import { rowsOf } from "./rows-of.ts";

export interface RoundRequest {
  readonly doctype: ResolvedDoctype;
  readonly stored: Members | null;
  readonly typed: Members;
  /** The document as it was computed. */
  readonly view: DocumentView;
  readonly links: LinkedDocuments;
  readonly factory: EnvironmentFactory;
}

/**
 * Typed amounts rounded to their currency's decimals, now that defaults have told the currency; those that stand as they were
 * submitted stay as they are. Returns the same object when every amount already was.
 */
export function roundTypedMoney({ doctype, stored, typed, view, links, factory }: RoundRequest): Members {
  const { moneys, tables } = fieldIndex(doctype);
  const free = (fields: readonly ResolvedMoneyField[], table?: ResolvedField) =>
    fields.filter((field) => mayCompute({ stored }, field, table));
  let result = roundFields(free(moneys), typed, (field) => moneyDecimals(field, factory, view));
  for (const table of tables) {
    const columns = free(fieldIndex(table.child).moneys, table);
    if (columns.length === 0) continue;
    const computedRows = view[table.id] as readonly DocumentView[];
    const typedRows = rowsOf(typed, table.id);
    const rows = typedRows.map((row, index) => {
      // A derived table may come out with fewer rows than it had.
      const rowView = computedRows[index] ?? createRowView(table.child, row, links, index);
      return roundFields(columns, row, (field) => moneyDecimals(field, factory, view, rowView));
    });
    if (rows.some((row, index) => row !== typedRows[index])) result = { ...result, [table.id]: rows as DocumentRow[] };
  }
  return result;
}

function roundFields<T extends Readonly<Record<string, JsonValue | undefined>>>(
  fields: readonly ResolvedMoneyField[],
  values: T,
  decimalsFor: (field: ResolvedMoneyField) => number,
): T {
  let rounded = values;
  for (const field of fields) {
    const value = values[field.id];
    if (value === undefined || value === null) continue;
    const amount = roundMoney(value, decimalsFor(field));
    if (amount !== value) rounded = { ...rounded, [field.id]: amount };
  }
  return rounded;
}
