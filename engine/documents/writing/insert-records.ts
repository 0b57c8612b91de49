import { ident, joinSql, rawSql, rowOf, type Sql, sql } from "../../database/index.ts";
import type { HistoryRecord } from "../history/history-record.ts";
import type { OutboxRecord } from "./outbox-record.ts";

/** Columns of a table of the engine, with their types. */
type Columns<Row> = { readonly [Column in keyof Row]: string };

const HISTORY: Columns<HistoryRecord> = {
  id: "uuid",
  document_type: "text",
  document_id: "uuid",
  version: "int",
  verb: "text",
  changes: "jsonb",
  reason: "text",
  request_id: "text",
  created_at: "timestamptz",
  created_by: "uuid",
};

const OUTBOX: Columns<OutboxRecord> = {
  id: "uuid",
  event: "text",
  document_type: "text",
  document_id: "uuid",
  version: "int",
  payload: "jsonb",
  created_at: "timestamptz",
};

export const insertHistory = (rows: readonly HistoryRecord[], written: Sql): Sql =>
  insertRecords("history", HISTORY, rows, written);

export const insertOutbox = (rows: readonly OutboxRecord[], written: Sql): Sql =>
  insertRecords("outbox", OUTBOX, rows, written);

/** Inserts rows where `written` holds. One row, the usual case, costs Postgres less as plain values than as JSON. */
function insertRecords<Row extends object>(
  table: string,
  columns: Columns<Row>,
  rows: readonly Row[],
  written: Sql,
): Sql {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const list = joinSql(names.map((name) => ident(name)));
  const [row] = rows;
  const source =
    row && rows.length === 1
      ? sql`select ${joinSql(names.map((name) => sql`${parameter(row[name])}::${rawSql(columns[name])}`))}`
      : sql`select ${list} from json_populate_recordset(${rowOf(table)}, ${JSON.stringify(rows)}::json)`;
  return sql`insert into ${ident(table)} (${list}) ${source} where ${written}`;
}

const parameter = (value: unknown): unknown =>
  value !== null && typeof value === "object" ? JSON.stringify(value) : value;
