import type { ExprType } from "../expression/index.ts";
import { DYNAMIC_LINK_RECORD, expressionType } from "../fields/expression-type.ts";
import type { JsonObject } from "../json-value.ts";
import type { Field } from "../types/index.ts";

/** The JSON type an expression's value goes into a function as; undefined where it may be any. */
export function typeName({ kind }: ExprType): string | undefined {
  if (kind === "json" || kind === "null") return undefined;
  return kind === "boolean" ? "boolean" : kind === "list" ? "array" : "string";
}

/** Does a JSON Schema allow one of the types? One that names no type allows all. */
export function typesOf(schema: JsonObject, wanted: readonly string[]): boolean {
  const declared = [schema["type"] ?? wanted].flat();
  return declared.some((type) => wanted.includes(String(type)));
}

/** May what a schema allows become a value of the field? Null always may. */
export function fitsField(field: Field, schema: JsonObject): boolean {
  const wanted = wantedBy(field);
  const declared = [schema["type"] ?? []].flat().map(String);
  return declared.length > 0 && declared.every((type) => type === "null" || wanted.includes(type));
}

function wantedBy(field: Field): readonly string[] {
  const type = expressionType(field);
  if (type?.kind === "number") return ["string", "number", "integer"];
  if (type?.kind === "boolean") return ["boolean"];
  const isOfSeveral = type?.kind === "record" && type.doctype === DYNAMIC_LINK_RECORD;
  return !type || isOfSeveral || ["json", "list"].includes(type.kind) ? [] : ["string"];
}
