import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../json-value.ts";
import type { ArtefactKind } from "../metadata/metadata-file.ts";

/** Scenarios are no part of a registry but have a schema as well. */
export type SchemaKind = ArtefactKind | "scenario";

/** The hand-written schemas of the metadata language. */
export const SCHEMA_FOLDER = join(import.meta.dirname, "../../../metadata/_schema");

export const SCHEMA_KINDS: readonly SchemaKind[] = [
  "module",
  "doctype",
  "form",
  "view",
  "ledger",
  "posting",
  "conversion",
  "workflow",
  "report",
  "print",
  "role",
  "function",
  "translations",
  "scenario",
];
/** Schemas that others refer to. */
export const SHARED_SCHEMAS = ["common", "field"] as const;

/** Reads one schema file. */
export function loadSchema(name: SchemaKind | (typeof SHARED_SCHEMAS)[number]): JsonObject {
  return JSON.parse(readFileSync(join(SCHEMA_FOLDER, `${name}.schema.json`), "utf8"));
}
