import {
  dimensionColumns,
  entryTable,
  type Field,
  type Ledger,
  measureColumns,
  SENT_COLUMNS,
} from "../contract/index.ts";
import { ident, joinSql, rowOf, type Sql, sql } from "../database/index.ts";
import type { JsonValue, PlannedPostings, RequestContext, WritePlan } from "../documents/index.ts";
import { newId } from "../kernel/index.ts";
import { columnList } from "./column-list.ts";
import type { ComputedPosting, LedgerEntry } from "./types.ts";

/** Enters postings of any number of documents, ledgers and lines along with the documents. */
export function insertPostings(
  ctx: RequestContext,
  plan: WritePlan,
  doctype: string,
  entered: readonly PlannedPostings[],
): void {
  const postings = entered.flatMap((one) =>
    one.postings.map((posting) => ({ id: newId(), document: one.document, posting })),
  );
  const headers = postings.map(({ id, document, posting }) => ({
    id,
    ledger: posting.ledger,
    document_type: doctype,
    document_id: document.id,
    document_number: document.number ?? null,
    date: posting.date,
    kind: "post",
    reverses: null,
    created_at: ctx.clock.now(),
    created_by: ctx.principal.id,
  }));
  const ids = postings.map(({ id }) => id);
  plan.withPostings(ids, (drawn) => insertHeaders(headers, plan.written, drawn));
  for (const id of [...new Set(postings.map(({ posting }) => posting.ledger))].sort()) {
    const ledger = ctx.registry.ledger(id);
    const rows = postings.flatMap(({ id: header, posting }) =>
      posting.ledger === id ? entryRows(posting, ledger, header) : [],
    );
    plan.with(insertEntries(ledger, rows, plan.written));
  }
}

/** With the number `drawn` for their document, where there is one. */
function insertHeaders(rows: readonly object[], written: Sql, drawn: Sql | null): Sql {
  const sent = sql`json_populate_recordset(${rowOf("posting")}, ${JSON.stringify(rows)}::json) as _sent`;
  const [number, more] = drawn ? [sql`_drawn.number`, sql`, ${drawn} as _drawn`] : [sql`document_number`, NOTHING];
  return sql`insert into posting (id, ledger, document_type, document_id, document_number, date, kind, reverses, created_at, created_by)
    select _sent.id, ledger, document_type, document_id, ${number}, date, kind, reverses, created_at, created_by
    from ${sent}${more} where ${written}`;
}

const NOTHING = sql``;

function insertEntries(ledger: Ledger, rows: readonly object[], written: Sql): Sql {
  const head = HEADS.get(ledger) ?? insertHead(ledger);
  HEADS.set(ledger, head);
  return sql`${head}, ${JSON.stringify(rows)}::json) where ${written}`;
}

/** What is the same of every statement that enters into the ledger. */
const HEADS = new WeakMap<Ledger, Sql>();

function insertHead(ledger: Ledger): Sql {
  const [dimensions, measures] = [dimensionColumns(ledger), measureColumns(ledger)];
  const table = entryTable(ledger.id);
  const amounts = measures.map((name) => sql`coalesce(${ident(name)}, 0)`);
  return sql`insert into ${ident(table)} (${columnList([...SENT_COLUMNS, ...dimensions, ...measures])})
    select ${joinSql([columnList([...SENT_COLUMNS, ...dimensions]), ...amounts])} from json_populate_recordset(${rowOf(table)}`;
}

/** Records of the ledger's table; what has no value is left out. */
function entryRows(posting: ComputedPosting, ledger: Ledger, header: string): object[] {
  return posting.entries.map((entry, index) => ({
    id: newId(),
    posting: header,
    line: index + 1,
    date: posting.date,
    ...columnsOf(entry, ledger),
  }));
}

/** An entry as a row of its table, as far as it has values: dynamic links become two columns. */
export function columnsOf(entry: LedgerEntry, ledger: Ledger): Record<string, JsonValue> {
  const row: Record<string, JsonValue> = {};
  for (const [name, field] of fieldsOf(ledger)) {
    const value = entry[name];
    if (value === undefined || value === null) continue;
    if (field.type === "dynamic_link") {
      const link = value as { readonly id: string; readonly type: string };
      row[name] = link.id;
      row[`${name}_type`] = link.type;
    } else row[name] = value;
  }
  return row;
}

const FIELDS = new WeakMap<Ledger, readonly (readonly [string, Field])[]>();

/** Dimensions and measures. */
function fieldsOf(ledger: Ledger): readonly (readonly [string, Field])[] {
  const known = FIELDS.get(ledger) ?? [...Object.entries(ledger.dimensions), ...Object.entries(ledger.measures)];
  FIELDS.set(ledger, known);
  return known;
}
