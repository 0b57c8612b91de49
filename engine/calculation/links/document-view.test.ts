import { describe, expect, test } from "@jest/globals";
import { libraryMetadata } from "../../documents/tests/library-metadata.ts";
import { resolveRegistry } from "../../registry/index.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { createDocumentView } from "./document-view.ts";

const registry = resolveRegistry(libraryMetadata());
const doctypes = [...registry.doctypes.values()].filter(({ kind }) => kind !== "child");
const ID = "01900000-0000-7000-8000-000000000001";
const links = { byDoctype: new Map(), asked: new Map(), singles: new Map() };

/** What a view may hold: a member that is stored nowhere is none of an expression's business, e.g. what a read adds. */
describe.each(doctypes.map((doctype) => [doctype.id, doctype] as const))("A view of %s", (_, doctype) => {
  const { stored, tables, recordLinks } = fieldIndex(doctype);
  const row = { id: ID, $expanded: { name: "x" }, foreign: 1 };
  const document = Object.fromEntries([...stored].map((name) => [name, null]));
  const rows = Object.fromEntries(tables.map(({ id }) => [id, [row]]));
  const foreign = { ...document, ...rows, $expanded: { name: "x" }, foreign: 1 };

  test("holds what is stored and nothing else, in the header and in rows", () => {
    const view = createDocumentView(doctype, foreign, links);
    expect(new Set(Object.keys(view))).toEqual(stored);
    for (const { id, child } of tables) {
      const [first] = view[id] as readonly object[];
      expect(Object.keys(first!).filter((name) => !fieldIndex(child).stored.has(name))).toEqual([]);
      expect(first).toMatchObject({ id: ID, position: 1 });
    }
  });

  test("shows a link as its record, and leaves the document as it is", () => {
    const linked = { ...document, ...rows, ...Object.fromEntries(recordLinks.map(({ id }) => [id, ID])) };
    const record = { id: ID };
    const byDoctype = new Map(recordLinks.map(({ to }) => [to, new Map([[ID, record]])]));
    const before = structuredClone(linked);
    const view = createDocumentView(doctype, linked, { ...links, byDoctype });
    expect(recordLinks.map(({ id }) => view[id])).toEqual(recordLinks.map(() => record));
    expect(linked).toEqual(before);
  });
});
