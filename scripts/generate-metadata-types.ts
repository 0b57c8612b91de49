// The metadata language's JSON Schemas as TypeScript. Written by hand because json-schema-to-typescript names every
// reference that has its own description anew (LocalizedText1 … LocalizedText35) and knows no `readonly`.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ALL_KINDS, isJsonObject, type JsonObject } from "../engine/contract/index.ts";
import { SCHEMA_NAMES, schemaOf } from "../engine/contract/validation/schemas.ts";

type Schemas = Readonly<Record<string, JsonObject>>;

/** Text of `engine/contract/types/generated/metadata.ts`. */
export function renderMetadataTypes(): string {
  const schemas: Schemas = Object.fromEntries(SCHEMA_NAMES.map((name) => [name, schemaOf(name)]));
  const declarations = Object.entries(schemas).flatMap(([name, schema]) => {
    const definitions = Object.values((schema["$defs"] ?? {}) as Record<string, JsonObject>);
    return [...definitions, schema]
      .filter(({ title }) => title !== undefined)
      .map((one) => declare(one, name, schemas));
  });
  return `${HEADER}${declarations.join("\n")}`;
}

const HEADER = `// Written by \`node --import tsx scripts/generate-metadata.ts\` from the schemas in engine/contract; change the schemas instead.
import type { LocalizedText } from "../../../kernel/index.ts";
import type { Action } from "../action.ts";
import type { Expression, Named, Values } from "../common.ts";
${unionImports().join("\n")}

`;

/** What a kind's schema cannot say in TypeScript stands written out in its folder. */
function unionImports(): string[] {
  return ALL_KINDS.flatMap(({ id }) => {
    const path = join(import.meta.dirname, `../engine/contract/kinds/${id}/unions.ts`);
    if (!existsSync(path)) return [];
    const names = [...readFileSync(path, "utf8").matchAll(/^export type (\w+)/gm)].map(([, name]) => name).join(", ");
    const from = `"../../kinds/${id}/unions.ts"`;
    return [`import type { ${names} } from ${from};`, `export type { ${names} } from ${from};`];
  });
}

function declare(schema: JsonObject, file: string, schemas: Schemas): string {
  const { title } = schema;
  const branches = schema["oneOf"];
  if (schema["discriminator"] && Array.isArray(branches)) {
    const union = branches.map((branch) => typeOf(branch, file, schemas)).join("\n  | ");
    return `${comment(schema, "")}export type ${title} =\n  | ${union};\n`;
  }
  const [parent] = (schema["allOf"] ?? []) as JsonObject[];
  const base = parent && schema["properties"] ? ` extends ${typeOf(parent, file, schemas)}` : "";
  return `${comment(schema, "")}export interface ${title}${base} ${members(schema, file, schemas, "")}\n`;
}

function members(schema: JsonObject, file: string, schemas: Schemas, indent: string): string {
  const required = (schema["required"] ?? []) as readonly string[];
  const lines = Object.entries((schema["properties"] ?? {}) as Record<string, JsonObject>)
    .filter(([name]) => name !== "$schema")
    .map(([name, property]) => {
      const mark = required.includes(name) ? "" : "?";
      const text = typeOf(property, file, schemas, `${indent}  `);
      return `${comment(property, `${indent}  `)}${indent}  readonly ${name}${mark}: ${text};\n`;
    });
  return `{\n${lines.join("")}${indent}}`;
}

/** `indent` is where an unnamed object's members are written. */
function typeOf(schema: JsonObject, file: string, schemas: Schemas, indent = ""): string {
  const { tsType, title, $ref, type, const: only, enum: values } = schema;
  if (typeof tsType === "string") return tsType;
  if (typeof $ref === "string") {
    const [name, target] = resolve($ref, file, schemas);
    return typeOf(target, name, schemas, indent);
  }
  if (typeof title === "string") return title;
  if (only !== undefined) return JSON.stringify(only);
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(" | ");
  if (type === "array" && isJsonObject(schema["items"]))
    return `readonly (${typeOf(schema["items"], file, schemas, indent)})[]`;
  if (type === "object" && schema["properties"]) return members(schema, file, schemas, indent);
  return PLAIN[String(type)] ?? "unknown";
}

const PLAIN: Readonly<Record<string, string>> = {
  string: "string",
  integer: "number",
  number: "number",
  boolean: "boolean",
};

/** File and schema a reference means. */
function resolve(reference: string, file: string, schemas: Schemas): [string, JsonObject] {
  const [target = "", pointer] = reference.split("#/$defs/");
  const name = target === "" ? file : target.replace(/^.*\/|\.schema\.json$/g, "");
  const schema = schemas[name] ?? {};
  const definitions = (schema["$defs"] ?? {}) as Record<string, JsonObject>;
  return [name, pointer === undefined ? schema : (definitions[pointer] ?? {})];
}

function comment(schema: JsonObject, indent: string): string {
  return typeof schema["description"] === "string" ? `${indent}/** ${schema["description"]} */\n` : "";
}
