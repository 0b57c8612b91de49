import type { JsonObject } from "../json-value.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import type { Doctype, Field } from "../types/index.ts";
import { fieldJsonSchema, mustBeSent } from "./field-json-schema.ts";

/** JSON Schema (2020-12) of the values a person may send to create a document, its tables included. */
export function doctypeJsonSchema(doctype: Doctype, model: Pick<MetadataModel, "get">): JsonObject {
  return { title: doctype.label.en, ...shapeOf(doctype, model), "x-doctype": doctype.id };
}

function shapeOf(doctype: Doctype, model: Pick<MetadataModel, "get">): JsonObject {
  const fields = Object.entries(doctype.fields);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map(([id, field]) => [id, schemaOf(field, model)])),
    required: fields.filter(([, field]) => mustBeSent(field)).map(([id]) => id),
    additionalProperties: false,
  };
}

function schemaOf(field: Field, model: Pick<MetadataModel, "get">): JsonObject {
  const schema = fieldJsonSchema(field);
  const child = field.type === "table" ? model.get("doctype", field.of) : undefined;
  return child ? { ...schema, items: rowSchema(child, model) } : schema;
}

/** A row may carry the id it already has. */
function rowSchema(child: Doctype, model: Pick<MetadataModel, "get">): JsonObject {
  const shape = shapeOf(child, model);
  const properties = { id: { type: "string", format: "uuid" }, ...(shape["properties"] as JsonObject) };
  return { ...shape, properties };
}
