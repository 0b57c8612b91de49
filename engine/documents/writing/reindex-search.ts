import { type Database, ident, joinSql, type OrganizationRef, sql, type Transaction } from "../../database/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import type { DocumentValues } from "../types.ts";
import { searchText } from "./search-text.ts";
import { hasSearchText } from "./table-columns.ts";

const BATCH = 1_000;

type IndexedRow = DocumentValues & { readonly id: string };

/**
 * Gives documents a search text where they have none: those stored before their doctype could be searched. Safe to run at any
 * time and again: documents saved meanwhile have theirs. Returns how many it was.
 */
export async function reindexSearch(db: Database, organization: OrganizationRef, registry: Registry): Promise<number> {
  let indexed = 0;
  for (const doctype of registry.doctypes.values()) {
    if (doctype.kind !== "document" || !hasSearchText(doctype)) continue;
    for (let count = BATCH; count === BATCH; indexed += count) {
      count = await db.transaction(organization, (tx) => indexBatch(tx, doctype));
    }
  }
  return indexed;
}

/** Forgets the search texts of a doctype whose searched fields are other ones now. */
export async function forgetSearch(
  db: Database,
  organization: OrganizationRef,
  doctype: ResolvedDoctype,
): Promise<void> {
  await db.read(organization, (connection) =>
    connection.query(sql`update ${ident(doctype.table)} set search_text = null where search_text is not null`),
  );
}

async function indexBatch(tx: Transaction, doctype: ResolvedDoctype): Promise<number> {
  const table = ident(doctype.table);
  const fields = joinSql(["id", ...(doctype.search ?? [])].map((name) => ident(name)));
  const rows = await tx.query<IndexedRow>(
    sql`select ${fields} from ${table} where search_text is null order by id limit ${BATCH} for update skip locked`,
  );
  if (rows.length === 0) return 0;
  const texts = rows.map((row) => ({ id: row.id, text: searchText(doctype, row) }));
  await tx.query(sql`update ${table} set search_text = made.text
    from json_to_recordset(${JSON.stringify(texts)}::json) as made(id uuid, text text) where ${table}.id = made.id`);
  return rows.length;
}
