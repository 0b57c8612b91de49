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

const VIEWS = new WeakMap<Members, { readonly links: LinkedDocuments; readonly view: DocumentView }>();

/** A document as expressions see it; made once, by computing or here, and changed by none. */
export function documentView(doctype: ResolvedDoctype, document: Members, links: LinkedDocuments): DocumentView {
  const known = VIEWS.get(document);
  return known?.links === links ? known.view : keepView(document, links, createDocumentView(doctype, document, links));
}

/** The view of a document that is not changed any more, for `documentView`. */
export function keepView(document: Members, links: LinkedDocuments, view: DocumentView): DocumentView {
  VIEWS.set(document, { links, view });
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

/** Links whose records came to hand become these records, in a view that was made before. */
export function resolveView(doctype: ResolvedDoctype, view: DocumentView, links: LinkedDocuments): void {
  const index = fieldIndex(doctype);
  resolveLinks(index, view, links);
  for (const { id, child } of index.tables) {
    const columns = fieldIndex(child);
    for (const row of view[id] as readonly DocumentView[]) resolveLinks(columns, row, links);
  }
}

function resolveLinks({ recordLinks }: FieldIndex, view: DocumentView, links: LinkedDocuments): void {
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
