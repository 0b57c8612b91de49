import type { ResolvedDoctype, ResolvedField } from "../../contract/index.ts";
import type { DocumentRow, JsonValue, Members } from "../document.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { createDocumentView, createRowView, type DocumentView } from "../links/document-view.ts";
import type { LinkedDocuments } from "../links/linked-documents.ts";
import { roundMoney } from "../values/assign-value.ts";
import { rowsOf } from "./compute-pass.ts";
import type { EnvironmentFactory } from "./environment-factory.ts";
import { moneyDecimals } from "./money-decimals.ts";

/**
 * Typed amounts rounded to their currency's decimals, now that defaults have told the currency. Returns the same
 * object when every amount already was.
 */
export function roundTypedMoney(
  doctype: ResolvedDoctype,
  typed: Members,
  computed: Members,
  links: LinkedDocuments,
  factory: EnvironmentFactory,
): Members {
  if (!holdsMoney(doctype, typed)) return typed;
  const document = createDocumentView(doctype, computed, links);
  const header = roundFields(fieldIndex(doctype).scalars, typed, (field) => moneyDecimals(field, factory, document));
  let result = header;
  for (const table of fieldIndex(doctype).tables) {
    const computedRows = rowsOf(computed, table.id);
    const typedRows = rowsOf(typed, table.id);
    const rows = typedRows.map((row, index) => {
      const view: DocumentView = createRowView(table.child, computedRows[index] ?? row, links, index);
      return roundFields(fieldIndex(table.child).scalars, row, (field) =>
        moneyDecimals(field, factory, document, view),
      );
    });
    if (rows.some((row, index) => row !== typedRows[index])) result = { ...result, [table.id]: rows as DocumentRow[] };
  }
  return result;
}

function holdsMoney(doctype: ResolvedDoctype, typed: Members): boolean {
  const isGiven = (of: ResolvedDoctype, values: Members) =>
    fieldIndex(of).scalars.some(({ id, type }) => type === "money" && values[id] !== undefined && values[id] !== null);
  return (
    isGiven(doctype, typed) ||
    fieldIndex(doctype).tables.some(({ id, child }) => rowsOf(typed, id).some((row) => isGiven(child, row)))
  );
}

type MoneyField = Extract<ResolvedField, { readonly type: "money" }>;

function roundFields<T extends Readonly<Record<string, JsonValue | undefined>>>(
  fields: readonly ResolvedField[],
  values: T,
  decimalsFor: (field: MoneyField) => number,
): T {
  const changed: Record<string, JsonValue> = {};
  for (const field of fields) {
    const value = values[field.id];
    if (field.type !== "money" || value === undefined || value === null) continue;
    const rounded = roundMoney(value, decimalsFor(field));
    if (rounded !== value) changed[field.id] = rounded;
  }
  return Object.keys(changed).length === 0 ? values : { ...values, ...changed };
}
