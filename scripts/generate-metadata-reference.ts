// The reference of the metadata language, written from its JSON Schemas in both languages.
import {
  ALL_KINDS,
  type ArtefactKind,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../engine/contract/index.ts";
import { type SchemaName, schemaOf } from "../engine/contract/validation/schemas.ts";
import type { Language, LocalizedText } from "../engine/kernel/index.ts";
import { REFERENCE_TEXTS as TEXTS } from "./generate-metadata-texts.ts";

/** Text of `docs/reference/metadata.md` (or `.fr.md`). */
export function renderMetadataReference(language: Language): string {
  const say = (text: LocalizedText) => text[language];
  const artefacts = ALL_KINDS.map(({ id }) => artefactSection(id, language));
  return `${[
    `# ${say(TEXTS.title)}`,
    say(TEXTS.generated),
    say(TEXTS.introduction),
    foldersTable(language),
    say(TEXTS.afterFolders),
    ...artefacts.slice(0, 2),
    fieldSection(language),
    ...artefacts.slice(2),
    say(TEXTS.expressions),
    say(TEXTS.layers),
  ].join("\n\n")}\n`;
}

function foldersTable(language: Language): string {
  const rows = ALL_KINDS.map(({ id, place, nameIn }) => {
    const file = nameIn === "language" ? place.replace("<id>", "fr|en") : place;
    return `| \`${cell(file)}\` | ${titleOf(id, language)} |`;
  });
  const head = { fr: "| Fichier | Sorte |", en: "| File | Kind |" }[language];
  return [head, "|---|---|", ...rows].join("\n");
}

const titleOf = (kind: ArtefactKind, language: Language) =>
  `[${kind}](#${kind}) — ${firstSentence(schemaOf(kind), language)}`;

function firstSentence(schema: JsonObject, language: Language): string {
  const text = descriptionOf(schema, language);
  return text.slice(0, text.search(/[.:](\s|$)/));
}

/** Heading, description, table of properties, tables of the parts that have a name, example. */
function artefactSection(kind: ArtefactKind, language: Language): string {
  const schema = schemaOf(kind);
  const parts = Object.entries((schema["$defs"] ?? {}) as Record<string, JsonObject>)
    .filter(([, part]) => part["properties"] !== undefined)
    .map(([name, part]) => partSection(`${kind}.${name}`, part, language));
  return [
    `## ${kind}`,
    descriptionOf(schema, language),
    propertyTable(schema, kind, language),
    ...parts,
    ...examples(schema, language),
  ].join("\n\n");
}

function partSection(name: string, part: JsonObject, language: Language): string {
  return [`### ${name}`, descriptionOf(part, language), propertyTable(part, name.split(".")[0] ?? "", language)].join(
    "\n\n",
  );
}

function fieldSection(language: Language): string {
  const schema = schemaOf("field");
  const { common, derivation, ...types } = schema["$defs"] as Record<string, JsonObject>;
  const sections = Object.values(types).map((type) => {
    const names = typeNames(type).map((name) => `\`${name}\``);
    const own = propertyTable({ ...type, properties: withoutType(type) }, "field", language);
    const body = [descriptionOf(type, language), ...(Object.keys(withoutType(type)).length > 0 ? [own] : [])];
    return [`### ${names.join(", ")}`, ...body, ...examples(type, language)].join("\n\n");
  });
  return [
    `## ${TEXTS.fields[language]}`,
    TEXTS.fieldsIntroduction[language],
    ...(common ? [propertyTable(common, "field", language)] : []),
    ...sections,
    ...(derivation ? [partSection("field.derivation", derivation, language)] : []),
  ].join("\n\n");
}

const withoutType = (type: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(type["properties"] as JsonObject).filter(([name]) => name !== "type"));

function typeNames(type: JsonObject): string[] {
  const tag = (type["properties"] as Record<string, JsonObject>)["type"] ?? {};
  return (Array.isArray(tag["enum"]) ? tag["enum"] : [tag["const"]]).map(String);
}

function propertyTable(schema: JsonObject, kind: string, language: Language): string {
  const required = (schema["required"] ?? []) as readonly string[];
  const rows = Object.entries((schema["properties"] ?? {}) as Record<string, JsonObject>)
    .filter(([name]) => name !== "$schema")
    .map(([name, property]) => {
      const mark = required.includes(name) ? TEXTS.required[language] : "";
      return `| \`${name}\` | ${cell(shapeOf(property, kind, language))} | ${mark} | ${cell(descriptionOf(property, language))} |`;
    });
  return [TEXTS.tableHead[language], "|---|---|---|---|", ...rows].join("\n");
}

const cell = (text: string) => text.replaceAll("|", "\\|");

/** What a property holds, in words, with a link to the part that says more. */
function shapeOf(property: JsonObject, kind: string, language: Language): string {
  const { $ref, const: only, enum: values, type, items, additionalProperties: member } = property;
  if (typeof $ref === "string") return referenceShape($ref, kind, language);
  if (only !== undefined) return code(only);
  if (Array.isArray(values)) return values.map(code).join(" · ");
  if (type === "array" && isJsonObject(items)) return `${TEXTS.listOf[language]} ${shapeOf(items, kind, language)}`;
  if (isJsonObject(member)) return `${TEXTS.mapOf[language]} ${shapeOf(member, kind, language)}`;
  if (property["if"] !== undefined)
    return `${TEXTS.listOf[language]} ${referenceShape("#/$defs/action", kind, language)}, ${code("all")}`;
  return TEXTS.types[String(type)]?.[language] ?? "";
}

const code = (value: JsonValue) => `\`${String(value)}\``;

function referenceShape(reference: string, kind: string, language: Language): string {
  const [file = "", name] = reference.split("#/$defs/");
  const shared = name === undefined ? undefined : TEXTS.shared[name]?.[language];
  if (shared !== undefined) return shared;
  const owner = file === "" ? kind : file.replace(/^.*\/|\.schema\.json$/g, "");
  if (name === undefined)
    return `[${owner}](#${owner === "field" ? TEXTS.fields[language].toLowerCase().replaceAll(" ", "-") : owner})`;
  const definition = ((schemaOf(owner as SchemaName)["$defs"] ?? {}) as Record<string, JsonObject>)[name] ?? {};
  if (definition["properties"] !== undefined) return `[${owner}.${name}](#${owner}${name})`;
  return shapeOf(definition, owner, language);
}

function examples(schema: JsonObject, language: Language): string[] {
  const list = (schema["examples"] ?? []) as readonly JsonValue[];
  if (list.length === 0) return [];
  const { "x-programs": programs } = schema;
  const blocks = list.map((example) => {
    const text = isJsonObject(example) && Object.keys(example).join() === "text" ? example["text"] : undefined;
    return typeof text === "string" ? block("handlebars", text) : block("json", format(example));
  });
  const texts = isJsonObject(programs) ? Object.values(programs).map((text) => block("ts", String(text))) : [];
  return [TEXTS.example[language], ...blocks, ...(texts.length > 0 ? [TEXTS.programs[language]] : []), ...texts];
}

const block = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

const WIDTH_MAX = 110;

/** JSON with short objects and lists on one line. */
function format(value: JsonValue, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map((item: JsonValue) => format(item, deeper))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${format(item as JsonValue, deeper)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{ ", " }"];
  const line = `${open}${entries.join(", ")}${close}`;
  if (entries.length === 0) return Array.isArray(value) ? "[]" : "{}";
  if (line.length + indent.length <= WIDTH_MAX && !line.includes("\n")) return line;
  return `${open.trim()}\n${deeper}${entries.join(`,\n${deeper}`)}\n${indent}${close.trim()}`;
}

function descriptionOf(schema: JsonObject, language: Language): string {
  return String(schema[language === "fr" ? "x-description-fr" : "description"] ?? "");
}
