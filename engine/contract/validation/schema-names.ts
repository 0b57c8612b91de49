import { isJsonObject, type JsonObject } from "../json-value.ts";
import { schemaOf } from "./schemas.ts";

/** Local references occur only in unions of the field schema. */
function resolveLocal(reference: unknown): JsonObject {
  const name = typeof reference === "string" ? reference.replace("#/$defs/", "") : "";
  const definition = (schemaOf("field")["$defs"] as JsonObject)[name];
  return isJsonObject(definition) ? definition : {};
}

const subschemas = (schema: JsonObject, keyword: string): JsonObject[] => {
  const list = schema[keyword];
  return Array.isArray(list)
    ? list.map((item) => (item["$ref"] === undefined ? item : resolveLocal(item["$ref"])))
    : [];
};

/** Names of the properties a schema knows, those of its `allOf` included. */
export function knownProperties(schema: JsonObject): string[] {
  const own = isJsonObject(schema["properties"]) ? Object.keys(schema["properties"]) : [];
  return [...own, ...subschemas(schema, "allOf").flatMap(knownProperties)].filter((name) => name !== "$schema");
}

/** Values by which the branches of a discriminated union are told apart. */
export function tagValues(schema: JsonObject, tag: string): string[] {
  return subschemas(schema, "oneOf").flatMap((branch) => {
    const property = isJsonObject(branch["properties"]) ? branch["properties"][tag] : undefined;
    if (!isJsonObject(property)) return [];
    const { const: one, enum: several } = property;
    return (Array.isArray(several) ? several : [one]).map(String);
  });
}
