import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ALL_KINDS, isJsonObject, type JsonObject, type Kind } from "../../engine/contract/index.ts";
import { schemaOf } from "../../engine/contract/validation/index.ts";

/** Files whose name their text does not repeat. */
const NAMES: Readonly<Record<string, string>> = { template: "loan_slip", scenario: "loan" };

/** What the examples of field types need beside them. */
const BESIDE_FIELDS = {
  currency: { type: "text", label: { fr: "Devise", en: "Currency" }, default: '"EUR"' },
  unit: { type: "link", label: { fr: "Unité", en: "Unit" }, to: "unit" },
  due_date: { type: "date", label: { fr: "Échéance", en: "Due" } },
};

const examplesOf = (schema: JsonObject): readonly JsonObject[] =>
  (Array.isArray(schema["examples"]) ? schema["examples"] : []).filter(isJsonObject);

/** Every example of the reference in its place, as one module, in a new folder; those of field types as one doctype. */
export function writeExamples(): string {
  const folder = mkdtempSync(join(tmpdir(), "perfex-examples-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("package.json", '{ "type": "module" }');
  for (const kind of ALL_KINDS) {
    const schema = schemaOf(kind.id);
    for (const example of examplesOf(schema)) {
      const name = nameOf(kind, example);
      const at = (place: string) => `library/${place.replaceAll("<id>", name)}`;
      write(at(kind.place), kind.writtenIn === undefined ? JSON.stringify(example) : String(example["text"]));
      if (kind.program !== undefined) write(at(kind.program), String((schema["x-programs"] as JsonObject)[name]));
    }
  }
  const specimen = {
    id: "specimen",
    label: { fr: "Spécimen", en: "Specimen" },
    kind: "document",
    fields: fieldExamples(),
  };
  write("library/doctypes/specimen.json", JSON.stringify(specimen));
  return folder;
}

const nameOf = ({ id, nameIn }: Pick<Kind, "id" | "nameIn">, example: JsonObject): string =>
  String(nameIn === null ? NAMES[id] : example[nameIn]);

/** Parts of fields have examples too. */
const isField = ({ type }: JsonObject): boolean => type !== undefined;

function fieldExamples(): JsonObject {
  const types = Object.entries(schemaOf("field")["$defs"] as Readonly<Record<string, JsonObject>>);
  const examples = types.flatMap(([type, schema]) =>
    examplesOf(schema)
      .filter(isField)
      .map((example) => [`a_${type}`, example] as const),
  );
  return { ...BESIDE_FIELDS, ...Object.fromEntries(examples) };
}
