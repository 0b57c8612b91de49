import type { ResolvedDoctype, ResolvedField } from "../../contract/index.ts";
import type { DocumentRow, JsonValue, Members } from "../document.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { createDocumentView, createRowView, type DocumentView } from "../links/document-view.ts";
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
  readonly computed: Members;
  readonly links: LinkedDocuments;
  readonly factory: EnvironmentFactory;
}

/**
 * Typed amounts rounded to their currency's decimals, now that defaults have told the currency; those that stand as they were
 * submitted stay as they are. Returns the same object when every amount already was.
 */
export function roundTypedMoney({ doctype, stored, typed, computed, links, factory }: RoundRequest): Members {
  if (!holdsMoney(doctype, typed)) return typed;
  const document = createDocumentView(doctype, computed, links);
  const header = roundFields(fieldIndex(doctype).scalars, typed, (field) =>
    mayCompute({ stored }, field) ? moneyDecimals(field, factory, document) : null,
  );
  let result = header;
  for (const table of fieldIndex(doctype).tables) {
    const computedRows = rowsOf(computed, table.id);
    const typedRows = rowsOf(typed, table.id);
    const rows = typedRows.map((row, index) => {
      const view: DocumentView = createRowView(table.child, computedRows[index] ?? row, links, index);
      return roundFields(fieldIndex(table.child).scalars, row, (field) =>
        mayCompute({ stored }, field, table) ? moneyDecimals(field, factory, document, view) : null,
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
  decimalsFor: (field: MoneyField) => number | null,
): T {
  const changed: Record<string, JsonValue> = {};
  for (const field of fields) {
    const value = values[field.id];
    if (field.type !== "money" || value === undefined || value === null) continue;
    const decimals = decimalsFor(field);
    const rounded = decimals === null ? value : roundMoney(value, decimals);
    if (rounded !== value) changed[field.id] = rounded;
  }
  return Object.keys(changed).length === 0 ? values : { ...values, ...changed };
}
