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

/** Few enough that whoever saves one of them waits a moment at most. */
const BATCH = 250;

interface IndexedRow extends DocumentValues {
  readonly id: string;
  readonly version: number;
  readonly search_text: string | null;
}

/**
 * Makes documents found by what can be searched now, where that was something else when they were saved, or nothing; until its
 * turn comes a document is found by what it was. What the texts of a table are made from stands beside them, as the comment of
 * their column, so that this costs one statement where nothing has changed. Interrupted, by the signal or otherwise, it looks
 * at the table again and writes what is left. Returns how many documents it wrote.
 */
export async function reindexSearch(
  db: Database,
  organization: OrganizationRef,
  registry: Registry,
  signal?: AbortSignal,
): Promise<number> {
  const sources = await searchSources(db, organization);
  const outdated = [...registry.doctypes.values()]
    .filter((doctype) => doctype.kind === "document" && hasSearchText(doctype))
    .map((doctype) => ({ doctype, wanted: doctype.search!.join(" ") }))
    .filter(({ doctype, wanted }) => sources.get(doctype.table) !== wanted);
  if (outdated.length === 0) return 0;
  const note = (text: (wanted: string) => string, tables: typeof outdated) =>
    db.transaction(null, async (tx) => {
      for (const { doctype, wanted } of tables) await noteSource(tx, organization, doctype, text(wanted));
    });
  await note(unfinished, outdated);
  const finished: typeof outdated = [];
  let written = 0;
  for (const table of outdated) {
    for (let after: string | null = FIRST; after !== null && !signal?.aborted; ) {
      const batch = await indexBatch(db, organization, table.doctype, after);
      after = batch.last;
      written += batch.written;
    }
    if (!signal?.aborted) finished.push(table);
  }
  await note((wanted) => wanted, finished);
  return written;
}

/** Below every id. */
const FIRST = "00000000-0000-0000-0000-000000000000";

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

/** Writes the texts of the documents after the one last reached; the last one's id is null when there are no more. */
async function indexBatch(db: Database, organization: OrganizationRef, doctype: ResolvedDoctype, after: string) {
  const table = ident(doctype.table);
  const fields = joinSql(["id", "version", "search_text", ...(doctype.search ?? [])].map((name) => ident(name)));
  const rows = await db.read(organization, (connection) =>
    connection.query<IndexedRow>(
      sql`select ${fields} from ${table} where id > ${after}::uuid order by id limit ${BATCH}`,
    ),
  );
  const texts = rows
    .map((row) => ({ id: row.id, version: row.version, made: searchText(doctype, row), stored: row.search_text }))
    .filter(({ made, stored }) => made !== stored);
  // A document saved in between has its new text already.
  if (texts.length > 0)
    await db.transaction(organization, (tx) =>
      tx.query(sql`update ${table} set search_text = _sent.made
        from json_to_recordset(${JSON.stringify(texts)}::json) as _sent(id uuid, version int, made text)
        where ${table}.id = _sent.id and ${table}.version = _sent.version`),
    );
  return { last: rows.length < BATCH ? null : rows.at(-1)!.id, written: texts.length };
}
