import type { ResolvedDoctype, ResolvedField } from "../../contract/index.ts";
import type { JsonValue, Members } from "../document.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { type LinkedDocuments, linkedRecord } from "./linked-documents.ts";

/** A document as expressions see it: links are the linked records, where loaded. Built anew for every use. */
export type DocumentView = Record<string, unknown>;

export function createDocumentView(doctype: ResolvedDoctype, values: Members, links: LinkedDocuments): DocumentView {
  const view: DocumentView = {};
  const { system, scalars, tables } = fieldIndex(doctype);
  for (const name of system) view[name] = values[name] ?? null;
  for (const field of scalars) view[field.id] = viewValue(field, values[field.id], links);
  for (const table of tables) {
    const rows = (values[table.id] ?? []) as readonly Members[];
    view[table.id] = rows.map((row, index) => createRowView(table.child, row, links, index));
  }
  return view;
}

export function createRowView(
  child: ResolvedDoctype,
  row: Members,
  links: LinkedDocuments,
  index: number,
): DocumentView {
  const view: DocumentView = { id: row["id"] ?? null, position: index + 1 };
  for (const field of fieldIndex(child).scalars) view[field.id] = viewValue(field, row[field.id], links);
  return view;
}

/** A link becomes its record; any other value is seen as it is. */
export function viewValue(field: ResolvedField, value: JsonValue | undefined, links: LinkedDocuments): unknown {
  if (field.type !== "link" || typeof value !== "string") return value ?? null;
  return linkedRecord(links, field.to, value) ?? value;
}
