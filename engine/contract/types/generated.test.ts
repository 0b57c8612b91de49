import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { renderMetadataReference } from "../../../scripts/generate-metadata-reference.ts";
import { renderMetadataTypes } from "../../../scripts/generate-metadata-types.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { SCHEMA_NAMES, schemaOf } from "../validation/schemas.ts";
import { ACTIONS } from "./action.ts";

const ROOT = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const HOW = "run: node --import tsx scripts/generate-metadata.ts";

test("the types are those the schemas describe", () => {
  expect([HOW, read("engine/contract/types/generated/metadata.ts")]).toEqual([HOW, renderMetadataTypes()]);
});

test("the reference says what the schemas say, in both languages", () => {
  expect([HOW, read("docs/reference/metadata.md")]).toEqual([HOW, renderMetadataReference("en")]);
  expect([HOW, read("docs/reference/metadata.fr.md")]).toEqual([HOW, renderMetadataReference("fr")]);
});

test("the actions a role allows are those the code knows", () => {
  const definitions = schemaOf("role")["$defs"] as Record<string, JsonObject>;
  expect(definitions["action"]?.["enum"]).toEqual(ACTIONS);
});

test("every property of the language is described in both languages", () => {
  const schemas = SCHEMA_NAMES.map((name) => [name, schemaOf(name)] as const);
  expect(schemas.flatMap(([name, schema]) => undescribed(schema, name))).toEqual([]);
});

/** Properties without a description of their own, and definitions without one in both languages. */
function undescribed(schema: JsonValue, path: string): string[] {
  if (Array.isArray(schema)) return schema.flatMap((item: JsonValue, index) => undescribed(item, `${path}/${index}`));
  if (!isJsonObject(schema)) return [];
  const properties = isJsonObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  const lacking = properties
    .filter(([name, property]) => name !== "$schema" && !isDescribed(property))
    .map(([name]) => `${path}/properties/${name}`);
  const inside = Object.entries(schema)
    .filter(([key]) => key !== "examples")
    .flatMap(([key, value]) => undescribed(value, `${path}/${key}`));
  return [...lacking, ...inside];
}

function isDescribed(property: JsonValue): boolean {
  return isJsonObject(property) && Boolean(property["description"]) && Boolean(property["x-description-fr"]);
}
