import { fragment, quoteIdent, rowOf, type Sql, sql } from "../../database/index.ts";
import type { HistoryRecord } from "../history/history-record.ts";
import type { OutboxRecord } from "./outbox-record.ts";

/** A table of the engine, and how rows get into it. */
interface Table<Row> {
  readonly names: readonly (keyof Row & string)[];
  readonly insertOne: (values: readonly unknown[]) => Sql;
  readonly insertMany: (values: readonly unknown[]) => Sql;
}

function tableOf<Row>(name: string, types: { readonly [Column in keyof Row]: string }): Table<Row> {
  const names = Object.keys(types) as (keyof Row & string)[];
  const list = names.map(quoteIdent).join(", ");
  const values = names.map((column, index) => `$${index + 1}::${types[column]}`).join(", ");
  const into = `insert into ${quoteIdent(name)} (${list}) select`;
  return {
    names,
    insertOne: fragment(`${into} ${values}`),
    insertMany: fragment(`${into} ${list} from json_populate_recordset(${rowOf(name).text}, $1::json)`),
  };
}

const HISTORY = tableOf<HistoryRecord>("history", {
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
});

const OUTBOX = tableOf<OutboxRecord>("outbox", {
  id: "uuid",
  event: "text",
  document_type: "text",
  document_id: "uuid",
  version: "int",
  payload: "jsonb",
  created_at: "timestamptz",
});

export const insertHistory = (rows: readonly HistoryRecord[], written: Sql): Sql =>
  insertRecords(HISTORY, rows, written);

export const insertOutbox = (rows: readonly OutboxRecord[], written: Sql): Sql => insertRecords(OUTBOX, rows, written);

/** Inserts rows where `written` holds. One row, the usual case, costs Postgres less as plain values than as JSON. */
function insertRecords<Row extends object>(table: Table<Row>, rows: readonly Row[], written: Sql): Sql {
  const { names, insertOne, insertMany } = table;
  const [row] = rows;
  const insert =
    row && rows.length === 1
      ? insertOne(names.map((name) => parameter(row[name])))
      : insertMany([JSON.stringify(rows)]);
  return sql`${insert} where ${written}`;
}

const parameter = (value: unknown): unknown =>
  value !== null && typeof value === "object" ? JSON.stringify(value) : value;
