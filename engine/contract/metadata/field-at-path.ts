import { systemFields } from "../fields/system-fields.ts";
import type { Doctype, Field } from "../types/index.ts";
import type { MetadataModel } from "./metadata-model.ts";

/** What a path ends in: an own field, or a field every document of the doctype has. */
export type PathEnd =
  | { readonly kind: "field"; readonly doctype: Doctype; readonly id: string; readonly field: Field }
  | { readonly kind: "system"; readonly doctype: Doctype; readonly id: string };

/** Follows a path of field names over links and tables; undefined when a name on the way does not exist. */
export function fieldAtPath(model: MetadataModel, doctype: Doctype, path: readonly string[]): PathEnd | undefined {
  const [id, ...rest] = path;
  if (id === undefined) return undefined;
  const field = Object.hasOwn(doctype.fields, id) ? doctype.fields[id] : undefined;
  if (!field) {
    return rest.length === 0 && Object.hasOwn(systemFields(doctype), id) ? { kind: "system", doctype, id } : undefined;
  }
  if (rest.length === 0) return { kind: "field", doctype, id, field };
  const next = field.type === "link" ? field.to : field.type === "table" ? field.of : undefined;
  const target = next === undefined ? undefined : model.get("doctype", next);
  return target && fieldAtPath(model, target, rest);
}
