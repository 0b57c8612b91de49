import { walkFields } from "../../calculation/index.ts";
import { type Sql, sql } from "../../database/index.ts";
import type { Work } from "../pipeline/work.ts";

/** Gives the files a document's fields hold to the document, where `written` holds; null when there are none. */
export function claimFiles({ doctype, document }: Work, written: Sql): Sql | null {
  const ids = [...walkFields(doctype, document, "files")].flatMap(({ value }) =>
    typeof value === "string" ? [value] : [],
  );
  if (ids.length === 0) return null;
  return sql`update attachment set document_type = ${doctype.id}, document_id = ${document.id}::uuid
    where id = any(${ids}::uuid[]) and document_id is null and ${written}`;
}
