import { type Sql, sql } from "../../database/index.ts";
import { newFiles } from "../checks/check-files.ts";
import type { Work } from "../run/work.ts";
import type { WritePlan } from "../run/write-plan.ts";

/**
 * Gives the files that a document's fields newly hold to the document and the field, whose rights are theirs from then on. It is
 * written only if each of them is still there to be had: two forms may name one upload, and an old one may be tidied away.
 */
export function claimFiles(plan: WritePlan, work: Work): void {
  const { doctype, document } = work;
  const places = newFiles(work);
  if (places.length === 0) return;
  const ids = places.map(({ value }) => String(value));
  const fields = places.map(({ field, table }) => (table ? `${table.id}.${field.id}` : field.id));
  plan.guard(sql`(select count(*) from (${heldFiles(work, ids)}) as _file) = ${new Set(ids).size}::int`);
  plan.mayBeLink = true;
  plan.with(sql`update attachment set document_type = ${doctype.id}, document_id = ${document.id}::uuid, field = held.by
    from unnest(${ids}::uuid[], ${fields}::text[]) as held (id, by)
    where attachment.id = held.id and ${plan.written} and (document_id is null or field is not null)`);
}

const heldFiles = ({ document }: Work, ids: readonly string[]): Sql =>
  sql`select id from attachment
    where id = any(${ids}::uuid[]) and (document_id is null or document_id = ${document.id}::uuid) for update`;
