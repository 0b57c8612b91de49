import { describe, expect, test } from "@jest/globals";
import { isJsonObject, type JsonValue } from "./json-value.ts";
import { findingsOfFiles } from "./tests/findings-of-files.ts";
import type { Expectation } from "./tests/fixtures.ts";
import { lintFixtures, loadFixtures } from "./tests/fixtures.ts";
import { loadPatchedLibrary } from "./tests/library.ts";

type Patches = Readonly<Record<string, JsonValue>>;

/** Mistakes of every lint, by the file they are in; each is one finding when it is alone. */
const mistakes = lintFixtures().flatMap(({ lint, folder }) =>
  loadFixtures(folder, "reject").map(({ name, json, expect: wanted }) => ({
    name: `${lint}/${name}`,
    patches: json["patches"] as Patches,
    wanted: wanted as Expectation & { readonly file: string },
  })),
);

const places = (patches: Patches) =>
  findingsOfFiles(loadPatchedLibrary(patches)).map(({ code, file, pointer }) => `${code} ${file}${pointer}`);
const placeOf = ({ wanted }: (typeof mistakes)[number]) => `${wanted.code} ${wanted.file}${wanted.pointer}`;

const library = loadPatchedLibrary({});
/** A property that no schema knows, so that the file is left out of all that follows. */
const broken = (key: string): Patches => ({ [key]: { surprise: true } });

describe("all mistakes are told at once", () => {
  test.each(library.map(({ key }) => key))("of a broken %s nothing follows elsewhere", (key) => {
    expect(places(broken(key))).toEqual([`SCHEMA_PROPERTY_UNKNOWN ${key}/surprise`]);
  });

  // Of settings expressions alone speak.
  test.each(
    library.map(({ key }) => key).filter((key) => !key.endsWith("_settings")),
  )("without %s, only what names it is told, and only its name", (key) => {
    const codes = new Set(places({ [key]: null }).map((place) => place.split(" ")[0]));
    const allowed = /^METADATA_(\w+_UNKNOWN|CHILD_UNUSED|TRANSLATION_MISSING)$/;
    expect([...codes].filter((code) => !allowed.test(code!))).toEqual([]);
  });

  test.each(mistakes)("$name is told beside a broken file that it does not need", (mistake) => {
    const extra = { "library/prints/receipt": { surprise: true } };
    expect(places({ ...mistake.patches, ...extra }).filter((place) => !place.startsWith("SCHEMA_"))).toEqual(
      placeOf(mistake).startsWith("SCHEMA_") ? [] : [placeOf(mistake)],
    );
  });

  const ofWhatIsWellFormed = mistakes.filter(({ name }) =>
    /^(expressions|unknown-artefact|unknown-field)\//.test(name),
  );
  test.each(ofWhatIsWellFormed)("$name is told of a file that its schema refuses for another part of it", (mistake) => {
    const { file } = mistake.wanted;
    const patches = { ...mistake.patches, [file]: { ...(mistake.patches[file] as object), surprise: true } };
    expect(places(patches).sort()).toEqual([placeOf(mistake), `SCHEMA_PROPERTY_UNKNOWN ${file}/surprise`].sort());
  });

  test("what follows from a part that the schema refuses is not told: who names it, what it holds, what is read over it", () => {
    const found = places({
      "library/doctypes/book": {
        title: "title_text + titel",
        fields: { state: { type: "chioce" }, author: { to: "autor" }, isbn: { shown_when: 'state == "new"' } },
        search: ["state", "isbnn"],
        indexes: { by_category: ["category", 5, "titel_text"] },
      },
    });
    expect(found.sort()).toEqual([
      "EXPRESSION_UNKNOWN_NAME library/doctypes/book/title",
      "METADATA_DOCTYPE_UNKNOWN library/doctypes/book/fields/author/to",
      "METADATA_FIELD_TYPE_UNKNOWN library/doctypes/book/fields/state/type",
      "METADATA_FIELD_UNKNOWN library/doctypes/book/indexes/by_category/2",
      "METADATA_FIELD_UNKNOWN library/doctypes/book/search/1",
      "SCHEMA_VALUE_TYPE library/doctypes/book/indexes/by_category/1",
    ]);
  });

  test("mistakes of shape, names, structure, expressions and meaning in different files are all told", () => {
    const found = places({
      "library/prints/loan_slip": { surprise: true },
      "library/roles/librarian": { permissions: { boook: { actions: ["read"] } } },
      "library/views/loans": { totals: ["member"] },
      "library/doctypes/book": { title: "titel" },
      "library/doctypes/member": { fields: { circle: { ...label("Cercle"), type: "integer", formula: "circle + 1" } } },
    });
    expect(found.sort()).toEqual([
      "EXPRESSION_UNKNOWN_NAME library/doctypes/book/title",
      "METADATA_DOCTYPE_UNKNOWN library/roles/librarian/permissions/boook",
      "METADATA_FORMULA_CYCLE library/doctypes/member/fields/circle",
      "METADATA_VIEW_TOTAL library/views/loans/totals/0",
      "SCHEMA_PROPERTY_UNKNOWN library/prints/loan_slip/surprise",
    ]);
  });
});

/** A fault per phase in one file, each in a place of its own. */
const FAULTS: Readonly<Record<string, { readonly patch: JsonValue; readonly told: readonly string[] }>> = {
  "an unknown doctype": {
    patch: { fields: { kin: { ...label("Parent"), type: "link", to: "membr" } } },
    told: ["METADATA_DOCTYPE_UNKNOWN /fields/kin/to"],
  },
  "unknown fields in search and indexes": {
    patch: { search: ["nme"], indexes: { of_name: ["nam"] } },
    told: ["METADATA_FIELD_UNKNOWN /indexes/of_name/0", "METADATA_FIELD_UNKNOWN /search/0"],
  },
  "a long text with an index": {
    patch: { fields: { notes: { ...label("Notes"), type: "long_text", index: true } } },
    told: ["METADATA_NOT_INDEXABLE /fields/notes/index"],
  },
  "expressions that cannot be read": {
    patch: {
      fields: {
        half: { ...label("Moitié"), type: "integer", formula: "1 +" },
        third: { ...label("Tiers"), type: "integer", formula: "(1" },
      },
    },
    told: ["EXPRESSION_SYNTAX /fields/half/formula", "EXPRESSION_SYNTAX /fields/third/formula"],
  },
  "a title of something else": { patch: { title: "titel" }, told: ["EXPRESSION_UNKNOWN_NAME /title"] },
  "a formula that reads itself through another": {
    patch: {
      fields: {
        a: { ...label("A"), type: "integer", formula: "b + 1" },
        b: { ...label("B"), type: "integer", formula: "a + 1" },
      },
    },
    told: ["METADATA_FORMULA_CYCLE /fields/a"],
  },
};

describe("faults of all phases in one file", () => {
  const member = (patches: readonly JsonValue[]) => {
    const start: JsonValue = {};
    return places({ "library/doctypes/member": patches.reduce(addPatch, start) }).map((place) =>
      place.replace("library/doctypes/member", ""),
    );
  };

  test.each(Object.entries(FAULTS))("%s is told alone", (_name, { patch, told }) => {
    expect(member([patch]).sort()).toEqual([...told].sort());
  });

  test("together are told together", () => {
    const faults = Object.values(FAULTS);
    expect(member(faults.map(({ patch }) => patch)).sort()).toEqual(faults.flatMap(({ told }) => told).sort());
  });
});

/** Merge patches with another one's members added. */
function addPatch(before: JsonValue, patch: JsonValue): JsonValue {
  if (!isJsonObject(before) || !isJsonObject(patch)) return patch;
  const added = Object.entries(patch).map(([key, value]) => [key, addPatch(before[key] ?? null, value)]);
  return { ...before, ...Object.fromEntries(added) };
}

function label(text: string) {
  return { label: { fr: text, en: text } };
}
