import { walkFields } from "../../calculation/index.ts";
import { prepared, sql, type Transaction } from "../../database/index.ts";
import type { Work } from "../stages/work.ts";

/** Files a document's fields hold become the document's own, readable by all who read it. */
export async function claimFiles(tx: Transaction, work: Work): Promise<void> {
  const { doctype, document } = work;
  const ids = heldFiles(work);
  if (ids.length === 0) return;
  await tx.query(
    prepared(sql`update attachment set document_type = ${doctype.id}, document_id = ${document.id}::uuid
      where id = any(${ids}::uuid[]) and document_id is null`),
  );
}

export const holdsFiles = (work: Work): boolean => heldFiles(work).length > 0;

const heldFiles = ({ doctype, document }: Work): readonly string[] =>
  [...walkFields(doctype, document, "files")]
    .filter(({ value }) => typeof value === "string")
    .map(({ value }) => String(value));
