import { hasTrait } from "../../contract/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { fieldIndex } from "./field-index.ts";

/** Fields that can name a document, best first: its number, its unique fields, the field that is its title. */
export function lookupFields(doctype: ResolvedDoctype): readonly string[] {
  const names: string[] = doctype.number ? ["number"] : [];
  const { scalars, byId } = fieldIndex(doctype);
  for (const { id, type, unique } of scalars) if (unique && hasTrait(type, "key")) names.push(id);
  for (const fields of Object.values(doctype.unique ?? {})) {
    const [only] = fields;
    if (fields.length === 1 && only && !names.includes(only)) names.push(only);
  }
  const title = doctype.compiled.title?.source.trim();
  const titleField = title === undefined ? undefined : byId.get(title);
  if (titleField && hasTrait(titleField.type, "key") && !names.includes(titleField.id)) names.push(titleField.id);
  return names;
}

/** Fields of which no two documents have the same value. */
export function keyFields(doctype: ResolvedDoctype): readonly string[] {
  const title = doctype.compiled.title?.source.trim();
  return ["id", ...lookupFields(doctype).filter((id) => id !== title || isUnique(doctype, id))];
}

/** May no two documents have the same value of the field? */
export const isUnique = (doctype: ResolvedDoctype, id: string): boolean =>
  id === "number" ||
  fieldIndex(doctype).byId.get(id)?.unique === true ||
  Object.values(doctype.unique ?? {}).some((fields) => fields.length === 1 && fields[0] === id);
