import { expect, test } from "@jest/globals";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { SCHEMA_NAMES, schemaOf, schemaPlace } from "../validation/schemas.ts";
import { diffMetadata, NAMED_PARTS } from "./diff-metadata.ts";

const label = { fr: "Prêt", en: "Loan" };
const note = { type: "text", label: { fr: "Note", en: "Note" } };
const file = (fields: JsonValue) => [{ key: "library/doctypes/loan", json: { id: "loan", label, fields } }];
const texts = (before: JsonValue, after: JsonValue) => diffMetadata(file(before), file(after)).map(({ text }) => text);

test("equal states differ in nothing, whatever the order of a part's properties", () => {
  expect(texts({ note }, { note: { label: note.label, type: "text" } })).toEqual([]);
});

test("fields that change places are a change: they are shown in the order they are written in", () => {
  const [before, after] = [file({ note, author: note }), file({ author: note, extra: note, note })];
  expect(diffMetadata(before, after)).toMatchObject([
    {
      kind: "changed",
      pointer: "/fields",
      before: ["note", "author"],
      after: ["author", "note"],
      text: { fr: "Prêt › ordre : note, author → author, note", en: "Loan › order: note, author → author, note" },
    },
    { kind: "added", pointer: "/fields/extra" },
  ]);
});

test("every property whose members the author names is compared with its order", () => {
  expect([...NAMED_PARTS].sort()).toEqual([...namedParts()].sort());
});

/** Properties of the language whose values are maps by name: their schema says what the names may be. */
function namedParts(): Set<string> {
  const schemas = new Map(SCHEMA_NAMES.map((name) => [schemaPlace(name), schemaOf(name)]));
  const found = new Set<string>();
  const resolve = (name: string, schema: JsonObject): JsonObject => {
    const [target = "", pointer = ""] = String(schema["$ref"]).split("#");
    if (schema["$ref"] === undefined) return schema;
    const steps = pointer.split("/").filter((step) => step !== "");
    return steps.reduce(
      (at, step) => at[step] as JsonObject,
      schemas.get(target === "" ? name : new URL(target, `file://${name}`).pathname)!,
    );
  };
  const walk = (name: string, value: JsonValue): void => {
    if (typeof value !== "object" || value === null) return;
    const properties = isJsonObject(value) && isJsonObject(value["properties"]) ? value["properties"] : {};
    for (const [id, schema] of Object.entries(properties)) {
      if (isJsonObject(schema) && resolve(name, schema)["propertyNames"] !== undefined) found.add(id);
    }
    for (const member of Object.values(value)) walk(name, member);
  };
  for (const [name, schema] of schemas) walk(name, schema);
  return found;
}

test("a changed property is told with both values, under the labels people know", () => {
  expect(diffMetadata(file({ note }), file({ note: { ...note, max: 80 } }))).toEqual([
    {
      kind: "added",
      file: "library/doctypes/loan",
      pointer: "/fields/note/max",
      before: undefined,
      after: 80,
      text: { fr: "Prêt › Note › max : ajouté (80)", en: "Loan › Note › max: added (80)" },
    },
  ]);
  expect(texts({ note: { ...note, max: 80 } }, { note: { ...note, max: 90 } })).toEqual([
    { fr: "Prêt › Note › max : 80 → 90", en: "Loan › Note › max: 80 → 90" },
  ]);
});

test("an added or removed field is one change", () => {
  expect(texts({}, { note })).toEqual([{ fr: "Prêt › Note : ajouté", en: "Loan › Note: added" }]);
  expect(texts({ note }, {})).toEqual([{ fr: "Prêt › Note : supprimé", en: "Loan › Note: removed" }]);
});

test("an added or removed file is one change at its root", () => {
  const [added] = diffMetadata([], file({ note }));
  expect([added?.kind, added?.pointer, added?.text.fr]).toEqual(["added", "", "Prêt : ajouté"]);
  const [removed] = diffMetadata(file({ note }), []);
  expect([removed?.kind, removed?.pointer, removed?.text.en]).toEqual(["removed", "", "Loan: removed"]);
});

test("a member named like one of Object's own is compared as data", () => {
  const after = JSON.parse('{ "constructor": { "type": "text", "label": { "fr": "C", "en": "C" } } }');
  expect(texts({}, after)).toEqual([{ fr: "Prêt › C : ajouté", en: "Loan › C: added" }]);
});

test("a field, or a doctype, that says what it was called is told as renamed, with what else changed of it", () => {
  const renamed = { ...note, renamed_from: "remark", max: 80 };
  expect(diffMetadata(file({ remark: note, day: note }), file({ note: renamed, day: note }))).toMatchObject([
    {
      kind: "renamed",
      pointer: "/fields/note",
      before: "remark",
      after: "note",
      text: { en: "Loan › Note: renamed (remark → note)" },
    },
    { kind: "added", pointer: "/fields/note/max" },
  ]);
  const doctype = (id: string, more: object = {}) => [
    { key: `library/doctypes/${id}`, json: { id, label, fields: { note }, ...more } },
  ];
  const changes = diffMetadata(doctype("lend"), doctype("loan", { renamed_from: "lend" }));
  expect(changes.map(({ kind, text }) => [kind, text.fr])).toEqual([["renamed", "Prêt : renommé (lend → loan)"]]);
});

test("a name that was given up long ago, or is still there, is no rename", () => {
  const later = { ...note, renamed_from: "remark" };
  expect(texts({ note: later }, { note: later })).toEqual([]);
  expect(texts({ remark: note }, { remark: note, note: later })).toEqual([
    { fr: "Prêt › Note : ajouté", en: "Loan › Note: added" },
  ]);
});
