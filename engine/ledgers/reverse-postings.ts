import type { Ledger } from "../contract/index.ts";
import { ident, joinSql, prepared, type Sql, sql, type Transaction } from "../database/index.ts";
import type { Document, Look, RequestContext } from "../documents/index.ts";
import { type IsoDate, newId } from "../kernel/index.ts";
import { columnList, dimensionColumns, entryTable, measureColumns } from "./columns.ts";
import { guardBalances, guardedInvariant } from "./guard-balances.ts";
import { closedDates, holdPeriods } from "./lock-period.ts";
import type { LedgerEntry } from "./types.ts";

interface Original {
  readonly id: string;
  readonly ledger: string;
  readonly date: IsoDate;
}

/**
 * Posts the exact reversal of everything the document posted: the same lines with opposite measures swapped, other
 * measures negated. Dated like the original while that period is open, else `date`.
 * Raises LEDGER_PERIOD_CLOSED, LEDGER_BALANCE_BELOW_MINIMUM when another document has used what is taken back.
 */
export async function reversePostings(
  ctx: RequestContext,
  tx: Transaction,
  doctype: string,
  document: Document,
  date: IsoDate,
): Promise<void> {
  const originals = await tx.query<Original>(
    prepared(sql`select id, ledger, date from posting original
      where document_type = ${doctype} and document_id = ${document.id} and kind = 'post'
        and not exists (select 1 from posting reversal where reversal.reverses = original.id)
      order by ledger, id for update`),
  );
  for (const id of new Set(originals.map((original) => original.ledger))) {
    const ledger = ctx.registry.ledger(id);
    const own = originals.filter((original) => original.ledger === id);
    await reverseInLedger(ctx, tx, ledger, own, date);
  }
}

async function reverseInLedger(
  ctx: RequestContext,
  tx: Transaction,
  ledger: Ledger,
  originals: readonly Original[],
  date: IsoDate,
): Promise<void> {
  const closed = await closedDates(
    ctx,
    tx,
    ledger,
    originals.map((original) => original.date),
  );
  if (closed.size > 0) await take(tx, holdPeriods(ctx, ledger, [date]));
  const pairs = originals.map((original) => ({
    id: newId(),
    reverses: original.id,
    date: closed.has(original.date) ? date : original.date,
  }));
  const reversed = await tx.query<LedgerEntry>(prepared(insertReversals(ctx, ledger, JSON.stringify(pairs))));
  if (!guardedInvariant(ledger)) return;
  const entries = reversed.map((row) => entryOf(row, ledger));
  for (const look of guardBalances(ledger, entries)) await take(tx, look);
}

async function take(tx: Transaction, look: Look | null): Promise<void> {
  if (look) await look.judge?.(await tx.query(prepared(look.statement)), tx);
}

function insertReversals(ctx: RequestContext, ledger: Ledger, pairs: string): Sql {
  const table = ident(entryTable(ledger.id));
  const dimensions = dimensionColumns(ledger);
  const measures = measureColumns(ledger);
  const columns = columnList(["id", "posting", "line", "date", ...dimensions, ...measures]);
  const values = [
    ...dimensions.map((name) => ident("entry", name)),
    ...measures.map((name) => reversedMeasure(ledger, name)),
  ];
  return sql`with pair as materialized (
      select * from json_to_recordset(${pairs}::json) as pair (id uuid, reverses uuid, date date)),
    header as (
      insert into posting (id, ledger, document_type, document_id, document_number, date, kind, reverses, created_at, created_by)
      select pair.id, original.ledger, original.document_type, original.document_id, original.document_number,
        pair.date, 'reversal', original.id, ${ctx.clock.now()}::timestamptz, ${ctx.principal.id}::uuid
      from pair join posting original on original.id = pair.reverses)
    insert into ${table} (${columns})
    select gen_random_uuid(), pair.id, entry.line, pair.date, ${joinSql(values)}
    from pair join ${table} entry on entry.posting = pair.reverses order by pair.id, entry.line
    returning ${columnList([...dimensions, ...measures])}`;
}

function reversedMeasure(ledger: Ledger, name: string): Sql {
  const [left, right] = ledger.opposites ?? [];
  if (name === left && right) return ident("entry", right);
  if (name === right && left) return ident("entry", left);
  return sql`-${ident("entry", name)}`;
}

/** A row as Postgres returns it → an entry: the two columns of a dynamic link become one value. */
function entryOf(row: LedgerEntry, ledger: Ledger): LedgerEntry {
  const links = Object.entries(ledger.dimensions)
    .filter(([name, field]) => field.type === "dynamic_link" && row[name] !== null)
    .map(([name]) => [name, { id: row[name] ?? null, type: row[`${name}_type`] ?? null }] as const);
  return { ...row, ...Object.fromEntries(links) };
}
