import { fieldIndex } from "../../calculation/index.ts";
import { ident, joinSql, prepared, type Sql, sql, type Transaction } from "../../database/index.ts";
import { type HistoryRecord, historyRecord } from "../history/history-record.ts";
import type { Work } from "../stages/work.ts";
import type { Document, DocumentRow } from "../types.ts";
import type { OutboxRecord } from "./outbox-record.ts";
import { searchText } from "./search-text.ts";
import { columnValues, hasSearchText } from "./table-columns.ts";
import { insertRecords } from "./write-statement.ts";

/** A new document of one doctype with what is told of it. */
export interface NewRecord {
  readonly work: Work;
  readonly outbox: readonly OutboxRecord[];
}

/** Headers, lines, history and outbox of new documents of one doctype in one statement, whatever their number. */
export async function writeDocuments(
  tx: Transaction,
  records: readonly NewRecord[],
  seal: (secret: string) => string,
): Promise<void> {
  const [first] = records;
  if (!first) return;
  const { doctype } = first.work;
  const documents = records.map(({ work }) => work.document);
  const headers = documents.map((document) => ({
    ...columnValues(doctype, document, seal),
    ...(hasSearchText(doctype) ? { search_text: searchText(doctype, document) } : {}),
  }));
  const inserts = [
    insertRecords(doctype, JSON.stringify(headers)),
    ...fieldIndex(doctype).tables.flatMap(({ id, child }) => {
      const rows = documents.flatMap((document) =>
        rowsOf(document, id).map((row, index) => ({
          ...columnValues(child, row, seal),
          position: index + 1,
          parent: document.id,
        })),
      );
      return rows.length === 0 ? [] : [insertRecords(child, JSON.stringify(rows))];
    }),
    insertHistories(records.map(({ work }) => ({ ...historyRecord(work), document_id: work.document.id }))),
    insertEvents(records.flatMap(({ work, outbox }) => outbox.map((event) => withDocument(event, work.document)))),
  ];
  const steps = inserts.map((insert, index) => sql`${ident(`s${index}`)} as (${insert})`);
  await tx.query(prepared(sql`with ${joinSql(steps)} select 1`));
}

const rowsOf = (document: Document, table: string): readonly DocumentRow[] =>
  (document[table] ?? []) as readonly DocumentRow[];

const withDocument = (event: OutboxRecord, { id }: Document): object => ({ ...event, document_id: id });

function insertHistories(records: readonly (HistoryRecord & { readonly document_id: string })[]): Sql {
  const rows = records.map(({ at, by, ...rest }) => ({ ...rest, created_at: at, created_by: by }));
  const columns = sql`id, document_type, document_id, version, verb, changes, reason, request_id, created_at, created_by`;
  return sql`insert into history (${columns})
    select ${columns} from json_populate_recordset(null::history, ${JSON.stringify(rows)}::json)`;
}

function insertEvents(rows: readonly object[]): Sql {
  const columns = sql`id, event, document_type, document_id, version, payload, created_at`;
  return sql`insert into outbox (${columns})
    select ${columns} from json_populate_recordset(null::outbox, ${JSON.stringify(rows)}::json)`;
}
