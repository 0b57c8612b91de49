import { type Connection, ident, joinSql, prepared, type Sql, sql } from "../../database/index.ts";
import type { HistoryRecord } from "../history/history-record.ts";
import { rowsUnchanged } from "../linking/record-memory.ts";
import type { Work } from "../stages/work.ts";
import type { OutboxRecord } from "./outbox-record.ts";
import { rowChanges } from "./row-changes.ts";
import { searchText } from "./search-text.ts";
import { columnValues, hasSearchText } from "./table-columns.ts";
import { deleteRows, insertHeader, insertRows, saveRows, updateHeader } from "./write-statement.ts";

export interface WriteRecords {
  readonly history: HistoryRecord;
  readonly outbox: readonly OutboxRecord[];
  readonly seal: (secret: string) => string;
}

/**
 * Header, lines, history and outbox in one statement, whatever the number of lines. Returns false, having written
 * nothing, when the stored version, or a linked document, is no longer the one the work is based on.
 */
export async function writeDocument(connection: Connection, work: Work, records: WriteRecords): Promise<boolean> {
  const { doctype, stored, document, links } = work;
  const record = JSON.stringify({
    ...columnValues(doctype, document, records.seal),
    ...(hasSearchText(doctype) ? { search_text: searchText(doctype, document) } : {}),
  });
  const unchanged = rowsUnchanged(links.rowStates);
  const header = stored
    ? updateHeader(doctype, record, stored.version, unchanged)
    : insertHeader(doctype, record, unchanged);
  const steps: Sql[] = [sql`header as (${header})`];
  rowChanges(doctype, stored, document, records.seal).forEach((changes, index) => {
    if (changes.removed.length > 0) steps.push(sql`${name("gone", index)} as (${deleteRows(changes)})`);
    if (changes.saved === "") return;
    const saving = stored ? saveRows(changes) : insertRows(changes);
    steps.push(sql`${name("rows", index)} as (${saving})`);
  });
  steps.push(sql`past as (${insertHistory(records.history)})`, sql`event as (${insertOutbox(records.outbox)})`);
  const written = await connection.query(prepared(sql`with ${joinSql(steps)} select id from header`));
  return written.length === 1;
}

const name = (part: string, index: number): Sql => ident(`${part}_${index}`);

/** Reads `header`, so that nothing is kept of a write that did not take place. */
export function insertHistory({
  id,
  document_type,
  version,
  verb,
  changes,
  reason,
  request_id,
  at,
  by,
}: HistoryRecord): Sql {
  return sql`insert into history (id, document_type, document_id, version, verb, changes, reason, request_id, created_at, created_by)
    select ${id}::uuid, ${document_type}, header.id, ${version}::int, ${verb}, ${JSON.stringify(changes)}::jsonb, ${reason}::text,
      ${request_id}, ${at}::timestamptz, ${by}::uuid from header`;
}

export function insertOutbox(records: readonly OutboxRecord[]): Sql {
  const [first] = records;
  if (first && records.length === 1) return insertEvent(first);
  return sql`insert into outbox (id, event, document_type, document_id, version, payload, created_at)
    select sent.id, sent.event, sent.document_type, header.id, sent.version, sent.payload, sent.created_at
    from header, json_populate_recordset(null::outbox, ${JSON.stringify(records)}::json) as sent`;
}

/** The usual case: plain values cost Postgres less than a list of records. */
const insertEvent = ({ id, event, document_type, version, payload, created_at }: OutboxRecord): Sql =>
  sql`insert into outbox (id, event, document_type, document_id, version, payload, created_at)
    select ${id}::uuid, ${event}, ${document_type}, header.id, ${version}::int, ${JSON.stringify(payload)}::jsonb,
      ${created_at}::timestamptz from header`;
