import { NAME, type Schema } from "../schemas/schema.ts";
import { type JsonSchema, schemaRef } from "./openapi-types.ts";

/** What stands for a name that means something else in each place, e.g. `$document` for the doctype's own. */
export type Places = Readonly<Record<string, JsonSchema>>;

/** Writes a schema as the description shows it: named ones once among the components, and a reference where they are used. */
export function publishSchema(schema: Schema, components: Map<string, JsonSchema>, places: Places = {}): JsonSchema {
  const name = schema[NAME];
  if (name === undefined) return publishParts(schema, components, places);
  const place = places[name];
  if (place !== undefined) return place;
  // Before its parts, which may name it again.
  if (!components.has(name)) {
    components.set(name, {});
    components.set(name, publishParts(schema, components, places));
  }
  return schemaRef(name);
}

function publishParts(schema: Schema, components: Map<string, JsonSchema>, places: Places): JsonSchema {
  const publish = (part: unknown): unknown =>
    part !== null && typeof part === "object" ? publishSchema(part as Schema, components, places) : part;
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === "properties") return [keyword, mapValues(value as object, publish)];
      if (keyword === "items" || keyword === "additionalProperties") return [keyword, publish(value)];
      return [keyword, keyword === "anyOf" ? (value as readonly unknown[]).map(publish) : value];
    }),
  );
}

function mapValues(map: object, work: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, work(value)]));
}
