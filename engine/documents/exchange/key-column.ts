import { fieldIndex, keyFields, lookupFields } from "../../calculation/index.ts";
import { hasTrait } from "../../contract/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { RequestContext } from "../types.ts";
import type { FieldPlace, WriteField } from "./export-columns.ts";

/** A value as an import finds it again. */
export const keyColumn: WriteField = (ctx, place) =>
  hasTrait(place.field.type, "sheet")
    ? [{ path: place.path, steps: place.steps, field: place.field, read: keyPath(ctx, place) }]
    : [];

/** A link is written as the key by which exactly this document is found, where every document has one; else as its id. */
function keyPath({ access, registry }: RequestContext, { path, field, isOwn }: FieldPlace): string {
  if (!isOwn || field.type !== "link" || !access.can(field.to, "read")) return path;
  const target = registry.doctype(field.to);
  // What an import looks for first: of another field the text could be another document's key.
  const [first] = lookupFields(target);
  if (first === undefined || !isAlwaysThere(target, first) || !keyFields(target).includes(first)) return path;
  // A document that its reader does not see would be written as none, and its link be lost when the file comes back.
  const isEverySeen = access.readAccess(field.to).where === null;
  return isEverySeen && (registry.field(field.to, first)?.level ?? 0) <= access.leastReadLevel(field.to)
    ? `${path}.${first}`
    : path;
}

const isAlwaysThere = (doctype: ResolvedDoctype, key: string): boolean =>
  key === "number" ? doctype.number?.on === "create" : fieldIndex(doctype).byId.get(key)?.required === true;
