import { dimensionColumns, entryTable, type Ledger, measureColumns, SENT_COLUMNS } from "../contract/index.ts";
import { ident, joinSql, prepared, type Sql, sql, type Transaction } from "../database/index.ts";
import type { Document, RequestContext } from "../documents/index.ts";
import { fail, type IsoDate, newId } from "../kernel/index.ts";
import { columnList } from "./column-list.ts";
import { guardBalances, guardedChange } from "./guard-balances.ts";
import { closedDates } from "./lock-period.ts";
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
    prepared(sql`select id, ledger, date from posting _original
      where document_type = ${doctype} and document_id = ${document.id} and kind = 'post'
        and not exists (select 1 from posting _reversal where _reversal.reverses = _original.id)
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
  if (closed.size > 0 && (await closedDates(ctx, tx, ledger, [date])).size > 0)
    fail("LEDGER_PERIOD_CLOSED", { date, ledger: ledger.id });
  const pairs = originals.map((original) => ({
    id: newId(),
    reverses: original.id,
    date: closed.has(original.date) ? date : original.date,
  }));
  const reversed = await tx.query<LedgerEntry>(prepared(insertReversals(ctx, ledger, JSON.stringify(pairs))));
  const change = guardedChange(
    ledger,
    reversed.map((row) => entryOf(row, ledger)),
  );
  for (const { statement, judge } of change ? guardBalances(change) : []) {
    const rows = await tx.query(prepared(statement));
    judge?.(rows);
  }
}

function insertReversals(ctx: RequestContext, ledger: Ledger, pairs: string): Sql {
  const table = ident(entryTable(ledger.id));
  const dimensions = dimensionColumns(ledger);
  const measures = measureColumns(ledger);
  const columns = columnList([...SENT_COLUMNS, ...dimensions, ...measures]);
  const values = [
    ...dimensions.map((name) => ident("_entry", name)),
    ...measures.map((name) => reversedMeasure(ledger, name)),
  ];
  return sql`with _pair as materialized (
      select * from json_to_recordset(${pairs}::json) as _pair (id uuid, reverses uuid, date date)),
    _header as (
      insert into posting (id, ledger, document_type, document_id, document_number, date, kind, reverses, created_at, created_by)
      select _pair.id, _original.ledger, _original.document_type, _original.document_id, _original.document_number,
        _pair.date, 'reversal', _original.id, ${ctx.clock.now()}::timestamptz, ${ctx.principal.id}::uuid
      from _pair join posting _original on _original.id = _pair.reverses)
    insert into ${table} (${columns})
    select gen_random_uuid(), _pair.id, _entry.line, _pair.date, ${joinSql(values)}
    from _pair join ${table} _entry on _entry.posting = _pair.reverses order by _pair.id, _entry.line
    returning ${columnList([...dimensions, ...measures])}`;
}

function reversedMeasure(ledger: Ledger, name: string): Sql {
  const [left, right] = ledger.opposites ?? [];
  if (name === left && right) return ident("_entry", right);
  if (name === right && left) return ident("_entry", left);
  return sql`-${ident("_entry", name)}`;
}

/** A row as Postgres returns it → an entry: the two columns of a dynamic link become one value. */
function entryOf(row: LedgerEntry, ledger: Ledger): LedgerEntry {
  const links = Object.entries(ledger.dimensions)
    .filter(([name, field]) => field.type === "dynamic_link" && row[name] !== null)
    .map(([name]) => [name, { id: row[name] ?? null, type: row[`${name}_type`] ?? null }] as const);
  return { ...row, ...Object.fromEntries(links) };
}
