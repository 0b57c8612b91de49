import type { ResolvedDoctype, ResolvedField } from "../../contract/index.ts";
import type { JsonValue, Members } from "../document.ts";
import { type FieldIndex, fieldIndex } from "../fields/field-index.ts";
import { type LinkedDocuments, linkedRecord } from "./linked-documents.ts";

/** A document as expressions see it: links are the linked records, where loaded. Built anew for every use. */
export type DocumentView = Record<string, unknown>;

export function createDocumentView(doctype: ResolvedDoctype, values: Members, links: LinkedDocuments): DocumentView {
  const index = fieldIndex(doctype);
  const view = copyStored(index, values);
  resolveLinks(index, view, links);
  for (const { id, child } of index.tables) {
    const rows = (values[id] ?? []) as readonly Members[];
    view[id] = rows.map((row, position) => createRowView(child, row, links, position));
  }
  return view;
}

export function createRowView(
  child: ResolvedDoctype,
  row: Members,
  links: LinkedDocuments,
  index: number,
): DocumentView {
  const fields = fieldIndex(child);
  const view = copyStored(fields, row);
  view["position"] = index + 1;
  resolveLinks(fields, view, links);
  return view;
}

/** What is stored, and nothing else: copied whole where that is all there is, which is several times faster than by name. */
function copyStored({ stored, layout }: FieldIndex, values: Members): DocumentView {
  if (hasOnly(stored, values)) return { ...values };
  const view: DocumentView = { ...layout };
  for (const name of stored) if (Object.hasOwn(values, name)) view[name] = values[name];
  return view;
}

function hasOnly(names: ReadonlySet<string>, values: Members): boolean {
  for (const name in values) if (!names.has(name)) return false;
  return true;
}

/** Links become their records, here and wherever a record came to hand since. */
export function resolveLinks({ recordLinks }: FieldIndex, view: DocumentView, links: LinkedDocuments): void {
  for (const { id, to } of recordLinks) {
    const value = view[id];
    if (typeof value === "string") view[id] = linkedRecord(links, to, value) ?? value;
  }
}

/** A link becomes its record; any other value is seen as it is. */
export function viewValue(field: ResolvedField, value: JsonValue, links: LinkedDocuments): unknown {
  if (field.type !== "link" || typeof value !== "string") return value;
  return linkedRecord(links, field.to, value) ?? value;
}
