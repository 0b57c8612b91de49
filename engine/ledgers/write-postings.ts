import type { Ledger } from "../contract/index.ts";
import { ident, joinSql, prepared, type Sql, sql, type Transaction } from "../database/index.ts";
import type { JsonValue, RequestContext } from "../documents/index.ts";
import { newId } from "../kernel/index.ts";
import { columnList, dimensionColumns, entryTable, measureColumns } from "./columns.ts";
import type { ComputedPosting, DocumentPostings, LedgerEntry } from "./types.ts";

/** Enters postings of any number of documents, ledgers and lines, in one statement. */
export async function writePostings(
  ctx: RequestContext,
  tx: Transaction,
  doctype: string,
  entered: readonly DocumentPostings[],
): Promise<void> {
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
  const inserts = [insertHeaders(headers)];
  for (const ledgerId of [...new Set(postings.map(({ posting }) => posting.ledger))].sort()) {
    const ledger = ctx.registry.ledger(ledgerId);
    const rows = postings.flatMap(({ id, posting }) =>
      posting.ledger === ledgerId ? entryRows(posting, ledger, id) : [],
    );
    inserts.push(insertEntries(ledger, rows));
  }
  await tx.query(prepared(asOneStatement(inserts)));
}

/** The statements run as one: `WITH s0 AS (…), s1 AS (…) SELECT 1`. */
function asOneStatement(statements: readonly Sql[]): Sql {
  const steps = statements.map((statement, index) => sql`${ident(`s${index}`)} as (${statement})`);
  return sql`with ${joinSql(steps)} select 1`;
}

function insertHeaders(rows: readonly object[]): Sql {
  return sql`insert into posting (id, ledger, document_type, document_id, document_number, date, kind, reverses, created_at, created_by)
    select id, ledger, document_type, document_id, document_number, date, kind, reverses, created_at, created_by
    from json_populate_recordset(null::posting, ${JSON.stringify(rows)}::json)`;
}

function insertEntries(ledger: Ledger, rows: readonly object[]): Sql {
  const columns = columnList(["id", "posting", "line", "date", ...dimensionColumns(ledger), ...measureColumns(ledger)]);
  const table = ident(entryTable(ledger.id));
  return sql`insert into ${table} (${columns})
    select ${columns} from json_populate_recordset(null::${table}, ${JSON.stringify(rows)}::json)`;
}

function entryRows(posting: ComputedPosting, ledger: Ledger, header: string): object[] {
  return posting.entries.map((entry, index) => ({
    id: newId(),
    posting: header,
    line: index + 1,
    date: posting.date,
    ...columnsOf(entry, ledger),
  }));
}

/** An entry as a row of its table: dynamic links become two columns. */
export function columnsOf(entry: LedgerEntry, ledger: Ledger): Record<string, JsonValue> {
  const row: Record<string, JsonValue> = {};
  for (const [name, field] of Object.entries(ledger.dimensions)) {
    const value = entry[name] ?? null;
    if (field.type === "dynamic_link") {
      const link = value as { readonly id: string; readonly type: string } | null;
      row[name] = link?.id ?? null;
      row[`${name}_type`] = link?.type ?? null;
    } else row[name] = value;
  }
  for (const name of measureColumns(ledger)) row[name] = entry[name] ?? "0";
  return row;
}
