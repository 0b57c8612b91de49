import { describe, expect, test } from "@jest/globals";
import type { JsonValue } from "./json-value.ts";
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

function label(text: string) {
  return { label: { fr: text, en: text } };
}
