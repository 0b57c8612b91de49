import { type Sql, sql } from "../../database/index.ts";
import { newFiles } from "../checks/check-files.ts";
import type { Work } from "../pipeline/work.ts";
import type { WritePlan } from "../pipeline/write-plan.ts";

/**
 * Gives the files that a document's fields newly hold to the document and the field, whose rights are theirs from then on. It is written only if each of them is still there to
 * be had: two forms may name one upload, and an old one may be tidied away.
 */
export function claimFiles(plan: WritePlan, work: Work): void {
  const places = newFiles(work);
  const ids = [...new Set(places.map(({ value }) => String(value)))];
  if (ids.length === 0) return;
  plan.guard(sql`(select count(*) from (${heldFiles(work, ids)}) as _file) = ${ids.length}::int`);
  plan.mayBeLink = true;
  const fields = places.map(({ field, table }) => (table ? `${table.id}.${field.id}` : field.id));
  plan.with(sql`update attachment set document_type = ${work.doctype.id}, document_id = ${work.document.id}::uuid, field = held.by
    from unnest(${places.map(({ value }) => String(value))}::uuid[], ${fields}::text[]) as held (id, by)
    where attachment.id = held.id and (document_id is null or field is not null) and ${plan.written}`);
}

const heldFiles = ({ document }: Work, ids: readonly string[]): Sql =>
  sql`select id from attachment
    where id = any(${ids}::uuid[]) and (document_id is null or document_id = ${document.id}::uuid) for update`;
