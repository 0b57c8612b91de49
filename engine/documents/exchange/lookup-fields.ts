import { fieldIndex } from "../../calculation/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";

const TEXT_TYPES: ReadonlySet<string> = new Set(["text", "email", "phone", "url", "barcode", "integer"]);

/** Fields that can name a document in a file, best first: its number, its unique fields, the field that is its title. */
export function lookupFields(doctype: ResolvedDoctype): readonly string[] {
  const names: string[] = doctype.number ? ["number"] : [];
  const { scalars, byId } = fieldIndex(doctype);
  for (const { id, type, unique } of scalars) if (unique && TEXT_TYPES.has(type)) names.push(id);
  for (const fields of Object.values(doctype.unique ?? {})) {
    const [only] = fields;
    if (fields.length === 1 && only && !names.includes(only)) names.push(only);
  }
  const title = doctype.compiled.title?.source.trim();
  if (title && TEXT_TYPES.has(byId.get(title)?.type ?? "") && !names.includes(title)) names.push(title);
  return names;
}

/** Fields of which no two documents have the same value. */
export function keyFields(doctype: ResolvedDoctype): readonly string[] {
  const title = doctype.compiled.title?.source.trim();
  const isUnique = (id: string) =>
    id === "number" ||
    fieldIndex(doctype).byId.get(id)?.unique === true ||
    Object.values(doctype.unique ?? {}).some((fields) => fields.length === 1 && fields[0] === id);
  return ["id", ...lookupFields(doctype).filter((id) => id !== title || isUnique(id))];
}
