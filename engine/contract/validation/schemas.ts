import type { JsonObject } from "../json-value.ts";
import { ALL_KINDS, type ArtefactKind, KINDS } from "../kinds/all-kinds.ts";
import common from "../schemas/common.schema.json" with { type: "json" };
import field from "../schemas/field.schema.json" with { type: "json" };

/** Schemas that those of kinds refer to. */
const SHARED: Readonly<Record<string, object>> = { common, field };

export type SchemaName = ArtefactKind | "common" | "field";

/** Names of all schemas of the language, each after those it refers to. */
export const SCHEMA_NAMES = ["common", "field", ...ALL_KINDS.map(({ id }) => id)] as const satisfies SchemaName[];

/** The schema of a kind, or one that several share. */
export function schemaOf(name: SchemaName): JsonObject {
  return (SHARED[name] ?? KINDS[name as ArtefactKind].schema) as JsonObject;
}

/** Where a schema lies below the contract: references between schemas are relative to it. */
export function schemaPlace(name: SchemaName): string {
  return Object.hasOwn(SHARED, name) ? `/schemas/${name}.schema.json` : `/kinds/${name}/${name}.schema.json`;
}
