import { expect, test } from "@jest/globals";
import type { JsonValue } from "../json-value.ts";
import { diffMetadata } from "./diff-metadata.ts";

const label = { fr: "Prêt", en: "Loan" };
const note = { type: "text", label: { fr: "Note", en: "Note" } };
const file = (fields: JsonValue) => [{ key: "library/doctypes/loan", json: { id: "loan", label, fields } }];
const texts = (before: JsonValue, after: JsonValue) => diffMetadata(file(before), file(after)).map(({ text }) => text);

test("equal states differ in nothing, whatever the order of members", () => {
  expect(texts({ note }, { note: { label: note.label, type: "text" } })).toEqual([]);
});

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
