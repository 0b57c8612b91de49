import { walkFields } from "../../calculation/index.ts";
import { type Sql, sql } from "../../database/index.ts";
import type { Work } from "../pipeline/work.ts";

/** Gives the files a document's fields hold to the document and the field, whose rights are theirs from then on, where `written` holds; null when there are none. */
export function claimFiles({ doctype, document }: Work, written: Sql): Sql | null {
  const held = [...walkFields(doctype, document, "files")].flatMap(({ value, field, table }) =>
    typeof value === "string" ? [{ id: value, field: table ? `${table.id}.${field.id}` : field.id }] : [],
  );
  if (held.length === 0) return null;
  const [ids, fields] = [held.map(({ id }) => id), held.map(({ field }) => field)];
  return sql`update attachment set document_type = ${doctype.id}, document_id = ${document.id}::uuid, field = held.by
    from unnest(${ids}::uuid[], ${fields}::text[]) as held (id, by)
    where attachment.id = held.id and ${written} and (document_id is null
      or document_id = ${document.id}::uuid and field is distinct from held.by and field is not null)`;
}
