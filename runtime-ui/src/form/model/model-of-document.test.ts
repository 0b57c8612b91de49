import { describe, expect, test } from "@jest/globals";
import { METADATA_FOLDER } from "../../../../engine/app/installation/project.ts";
import { showEverything } from "../../../../engine/contract/tests/show-everything.ts";
import type { Field, Named } from "../../../../engine/contract/types/index.ts";
import type { DocumentAnswer, MetaAnswer } from "../../../../engine/http/api-types.ts";
import { loadMetadata, resolveRegistry } from "../../../../engine/registry/index.ts";
import { headerSchema } from "../layout/header-schema.ts";
import { orderMeta } from "../testing/order-meta.ts";
import { compileFormModel } from "./compile-form-model.ts";
import { loadedValues, newRow } from "./form-rows.ts";
import { createFormStore } from "./form-store.ts";
import { mayRemoveRow } from "./may-remove-row.ts";
import { modelOfDocument } from "./model-of-document.ts";
import { changePayload } from "./payload.ts";
import type { FormModel, FormValues } from "./types.ts";

const label = { fr: "x", en: "x" };
const BASE = orderMeta();

/** Staff with a bonus and notes that are read in some rows alone. */
function staffMeta(more: Named<object> = {}, ofNote: Named<object> = {}): MetaAnswer {
  const named = (fields: Named<object>): Named<Field> =>
    Object.fromEntries(Object.entries(fields).map(([id, field]) => [id, { label, ...field } as Field]));
  const fields = named({
    name: { type: "text" },
    bonus: { type: "money", level: 2, required: true },
    secret: { type: "secret", level: 1 },
    pay: { type: "money", formula: "coalesce(bonus, 0) + 1" },
    greeting: { type: "text", formula: "name + '!'" },
    notes: { type: "table", of: "note" },
    ...more,
  });
  const ofRow = named({ text: { type: "text" }, mark: { type: "integer", level: 2 }, ...ofNote });
  const properties = Object.fromEntries(Object.entries(fields).map(([id, { type }]) => [id, { "x-type": type }]));
  const staff = { ...BASE.doctypes["order"]!, id: "staff", fields, schema: { properties, required: ["bonus"] } };
  const note = { ...BASE.doctypes["order_line"]!, id: "note", fields: ofRow };
  return { ...BASE, doctypes: { staff: { ...staff, lifecycle: "simple" }, note } };
}

const SHOWN = { id: "s1", version: 1, name: "Ada", pay: "1001.00", greeting: "Ada!", notes: [{ id: "n1", text: "a" }] };
const document = (more: object = {}) => ({ ...SHOWN, ...more }) as unknown as DocumentAnswer;
const WHOLE = document({ bonus: "1000.00", notes: [{ id: "n1", text: "a", mark: 1 }] });

function open(stored: DocumentAnswer, meta = staffMeta()) {
  const model = compileFormModel(meta, meta.doctypes["staff"]!);
  const values = loadedValues(modelOfDocument(meta, model, stored), stored);
  return createFormStore({ meta, model, values, isDirty: false, stored });
}
type Store = ReturnType<typeof open>;
const sent = ({ model, getState }: Store) =>
  changePayload(model, getState().values, loadedValues(model, getState().stored as FormValues));

describe("what the answer of a stored document leaves out", () => {
  test("is not taken for empty: what is computed from it stays as it is stored, and the server is asked", () => {
    const store = open(document());
    expect(store.getState()).toMatchObject({ values: { pay: "1001.00" }, needsServer: true });
    store.setField("name", "Eva");
    expect(store.getState().values).toMatchObject({ pay: "1001.00", greeting: "Eva!" });
    store.mergeComputed({ document: { ...document(), pay: "1002.00" }, conditions: [] } as never);
    expect(store.getState().values["pay"]).toBe("1002.00");
  });

  test("is neither shown, judged nor sent", () => {
    // Nothing reads it: what stands against saving is told here.
    const store = open(document(), staffMeta({ pay: { type: "money", formula: "1001" } }));
    store.setField("name", "Eva");
    expect(store.getState().needsServer).toBe(false);
    expect(store.check()).toEqual([]);
    expect(sent(store)).toEqual({ name: "Eva" });
    const { doctype, tables } = store.model;
    const names = Object.keys(doctype.fields);
    expect(names).toEqual(["name", "secret", "pay", "greeting", "notes"]);
    expect(Object.keys(tables["notes"]!.fields)).toEqual(["text"]);
    const layout = { tabs: { main: { label, sections: { first: { fields: ["name", "bonus"] } } } } };
    expect(Object.keys(headerSchema(doctype, layout).properties ?? {})).toEqual(["name"]);
  });

  test("stands in rows that may not be removed, and in no row that is new", () => {
    const store = open(document());
    expect(store.removeRow("notes", "n1")).toBe(false);
    const key = store.insertRow("notes", 1, { text: "b" });
    expect(sent(store)).toEqual({ notes: [{ id: "n1", text: "a" }, { text: "b" }] });
    expect(store.removeRow("notes", key)).toBe(true);
    expect(open(WHOLE).removeRow("notes", "n1")).toBe(true);
  });

  test("is told by its rows alone too, with everything of that level and above", () => {
    const meta = staffMeta(
      { bonus: { type: "money" }, pay: { type: "money" }, log: { type: "table", of: "note", level: 2 } },
      { grade: { type: "integer", level: 3 } },
    );
    const { model } = open(document({ bonus: null }), meta);
    expect([...model.hidden].toSorted()).toEqual(["log", "log/grade", "log/mark", "notes/grade", "notes/mark"]);
  });

  test("is there where the next answer has it, and gone with the one after", () => {
    const store = open(document());
    const before = store.model;
    store.load(WHOLE);
    expect(store.getState()).toMatchObject({ values: { bonus: "1000.00", pay: "1001.00" }, needsServer: false });
    store.setField("bonus", "5");
    expect(sent(store)).toEqual({ bonus: "5" });
    store.load(document());
    expect(store.model).toBe(before);
    expect(store.getState().values["pay"]).toBe("1001.00");
  });

  test("is nothing of a new document, of a value that is empty, or of a secret", () => {
    const meta = staffMeta();
    const model = compileFormModel(meta, meta.doctypes["staff"]!);
    const empty = document({ bonus: null, notes: [] });
    expect([modelOfDocument(meta, model, null), modelOfDocument(meta, model, empty)]).toEqual([model, model]);
    expect(mayRemoveRow(model, null, "notes", newRow(model.tables["notes"]!))).toBe(true);
  });
});

const registry = resolveRegistry(loadMetadata([METADATA_FOLDER]));
const shipped = { ...BASE, ...showEverything(registry) };
const levelsOf = ({ doctype, tables }: FormModel): readonly number[] =>
  [doctype, ...Object.values(tables)].flatMap(({ fields }) => Object.values(fields).map(({ level = 0 }) => level));
const levelled = Object.values(shipped.doctypes)
  .filter(({ kind }) => kind !== "child")
  .map((doctype) => compileFormModel(shipped, doctype))
  .flatMap((model) => [...new Set(levelsOf(model))].map((level) => [model.doctype.id, level, model] as const))
  .filter(([, level]) => level > 0);

describe("a document of each doctype whose fields have levels", () => {
  /** As the API answers below a level. */
  function answer({ doctype, tables }: FormModel, below: number): DocumentAnswer {
    const seen = (fields: Named<Field>) =>
      Object.entries(fields).flatMap(([id, { level = 0 }]) => (level < below ? [id] : []));
    const record = (fields: Named<Field>) => Object.fromEntries(seen(fields).map((id) => [id, null]));
    const rows = Object.entries(tables).map(
      ([id, child]) => [id, [{ ...record(child.fields), id: `${id}1` }]] as const,
    );
    const shown = rows.filter(([id]) => seen(doctype.fields).includes(id));
    return { ...record(doctype.fields), ...Object.fromEntries(shown), id: "d1", version: 1 } as never;
  }

  test.each(levelled)("%s below level %i", (_id, level, model) => {
    const stored = answer(model, level);
    const values = loadedValues(modelOfDocument(shipped, model, stored), stored);
    const store = createFormStore({ meta: shipped, model, values, isDirty: false, stored });
    expect(levelsOf(store.model).filter((one) => one >= level)).toEqual([]);
    const errors = store.check().map(({ pointer = "" }) => pointer.split("/").filter((part) => !/^\d*$/.test(part)));
    expect(errors.map((place) => place.join("/")).filter((place) => store.model.hidden.has(place))).toEqual([]);
    expect(sent(store)).toEqual({});
  });
});
