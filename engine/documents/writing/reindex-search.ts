import {
  type Database,
  ident,
  joinSql,
  type OrganizationRef,
  quoteLiteral,
  rawSql,
  sql,
  type Transaction,
} from "../../database/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import type { DocumentValues } from "../types.ts";
import { searchText } from "./search-text.ts";
import { hasSearchText } from "./table-columns.ts";

const BATCH = 1_000;
/** Emptying a large table's texts takes longer than a statement may as a rule. */
const UNLIMITED = { statement_timeout_ms: 0 };

type IndexedRow = DocumentValues & { readonly id: string };

/**
 * Makes documents found by what can be searched now, where that was something else when they were saved, or nothing. What the
 * texts of a table are made from stands beside them, as the comment of their column, so that this costs one statement where
 * nothing has changed, and goes on where it was interrupted. Returns how many documents it was.
 */
export async function reindexSearch(db: Database, organization: OrganizationRef, registry: Registry): Promise<number> {
  const sources = await searchSources(db, organization);
  const outdated = [...registry.doctypes.values()]
    .filter((doctype) => doctype.kind === "document" && hasSearchText(doctype))
    .map((doctype) => ({ doctype, wanted: doctype.search!.join(" "), found: sources.get(doctype.table) ?? null }))
    .filter(({ wanted, found }) => found !== wanted);
  if (outdated.length === 0) return 0;
  await db.transaction(
    null,
    async (tx) => {
      for (const { doctype, wanted, found } of outdated) {
        if (found === unfinished(wanted)) continue;
        await tx.query(
          sql`update ${tableOf(organization, doctype)} set search_text = null where search_text is not null`,
        );
        await noteSource(tx, organization, doctype, unfinished(wanted));
      }
    },
    UNLIMITED,
  );
  let indexed = 0;
  for (const { doctype } of outdated) {
    let ids: readonly string[] = [];
    do {
      ids = await db.transaction(organization, (tx) => indexBatch(tx, doctype, ids.at(-1) ?? null));
      indexed += ids.length;
    } while (ids.length === BATCH);
  }
  await db.transaction(null, async (tx) => {
    for (const { doctype, wanted } of outdated) await noteSource(tx, organization, doctype, wanted);
  });
  return indexed;
}

const unfinished = (source: string): string => `unfinished: ${source}`;

const tableOf = ({ schema }: OrganizationRef, { table }: ResolvedDoctype) => ident(schema, table);

/** What the search texts of each table are made from. */
async function searchSources(db: Database, { schema }: OrganizationRef): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db.read(null, (connection) =>
    connection.query<{ table_name: string; source: string | null }>(sql`
      select relname as table_name, col_description(pg_class.oid, attnum) as source
      from pg_class join pg_attribute on attrelid = pg_class.oid
      where relnamespace = ${schema}::regnamespace and relkind = 'r' and attname = 'search_text' and not attisdropped`),
  );
  return new Map(rows.map((row) => [row.table_name, row.source]));
}

async function noteSource(
  tx: Transaction,
  organization: OrganizationRef,
  doctype: ResolvedDoctype,
  source: string,
): Promise<void> {
  const column = sql`${tableOf(organization, doctype)}.search_text`;
  await tx.query(sql`comment on column ${column} is ${rawSql(quoteLiteral(source))}`);
}

/** The next documents without a text, after the one last reached; returns their ids. */
async function indexBatch(tx: Transaction, doctype: ResolvedDoctype, after: string | null): Promise<readonly string[]> {
  const table = ident(doctype.table);
  const fields = joinSql(["id", ...(doctype.search ?? [])].map((name) => ident(name)));
  const rows = await tx.query<IndexedRow>(
    sql`select ${fields} from ${table} where search_text is null and (${after}::uuid is null or id > ${after}::uuid)
      order by id limit ${BATCH} for update skip locked`,
  );
  if (rows.length === 0) return [];
  const texts = rows.map((row) => ({ id: row.id, text: searchText(doctype, row) }));
  await tx.query(sql`update ${table} set search_text = made.text
    from json_to_recordset(${JSON.stringify(texts)}::json) as made(id uuid, text text) where ${table}.id = made.id`);
  return rows.map(({ id }) => id);
}
