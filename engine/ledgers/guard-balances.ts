import type { Ledger } from "../contract/index.ts";
import { ident, joinSql, type Sql, sql } from "../database/index.ts";
import type { JsonValue, Look } from "../documents/index.ts";
import { Decimal, fail } from "../kernel/index.ts";
import { columnList, dimensionColumns, guardTable } from "./columns.ts";
import type { LedgerEntry } from "./types.ts";
import { columnsOf } from "./write-postings.ts";

/** The invariant a ledger keeps in guarded balance rows. */
export interface GuardedInvariant {
  readonly measure: string;
  readonly min: string;
  readonly per: readonly string[];
}

interface BalanceChange {
  readonly key: Readonly<Record<string, JsonValue>>;
  readonly delta: Decimal;
}

export function guardedInvariant(ledger: Ledger): GuardedInvariant | null {
  return Object.values(ledger.invariants ?? {}).find((invariant) => "measure" in invariant) ?? null;
}

/**
 * Applies the entries to the guarded balances, in two statements whatever their number. Rows are locked in the order of
 * their keys, so that two transactions never wait for each other in a circle. Raises LEDGER_BALANCE_BELOW_MINIMUM.
 */
export function guardBalances(ledger: Ledger, entries: readonly LedgerEntry[]): readonly Look[] {
  const invariant = guardedInvariant(ledger);
  if (!invariant) return [];
  const columns = dimensionColumns(ledger, invariant.per);
  const changes = balanceChanges(ledger, invariant, entries, columns);
  if (changes.length === 0) return [];
  const rows = JSON.stringify(changes.map(({ key, delta }) => ({ ...key, balance: delta.toFixed() })));
  const mustOpen = changes.some(({ delta }) => delta.isPositive());
  const change: Look = {
    statement: changeRows(ledger, columns, rows),
    // A row that falls below the minimum is refused by the table's own check; one that is absent has nothing to give.
    judge: (changed) =>
      void (changed.length < changes.length && fail("LEDGER_BALANCE_BELOW_MINIMUM", { ledger: ledger.id })),
  };
  return mustOpen ? [{ statement: openRows(ledger, columns, rows) }, change] : [change];
}

/** Net change per key, without the keys that do not change; entries that name no key are not guarded. */
function balanceChanges(
  ledger: Ledger,
  invariant: GuardedInvariant,
  entries: readonly LedgerEntry[],
  columns: readonly string[],
): BalanceChange[] {
  const changes = new Map<string, BalanceChange>();
  for (const entry of entries) {
    const row = columnsOf(entry, ledger);
    if (columns.some((column) => row[column] === null)) continue;
    const key = Object.fromEntries(columns.map((column) => [column, row[column] as JsonValue]));
    const name = JSON.stringify(key);
    const delta = (changes.get(name)?.delta ?? new Decimal(0)).plus(String(entry[invariant.measure]));
    changes.set(name, { key, delta });
  }
  return [...changes.values()].filter(({ delta }) => !delta.isZero());
}

function openRows(ledger: Ledger, columns: readonly string[], rows: string): Sql {
  const table = ident(guardTable(ledger.id));
  const keys = columnList(columns);
  return sql`insert into ${table} (${keys}, balance)
    select ${keys}, 0 from json_populate_recordset(null::${table}, ${rows}::json) where balance > 0
    order by ${keys} on conflict do nothing`;
}

function changeRows(ledger: Ledger, columns: readonly string[], rows: string): Sql {
  const table = ident(guardTable(ledger.id));
  const same = (left: string, right: string) =>
    joinSql(
      columns.map((column) => sql`${ident(left, column)} = ${ident(right, column)}`),
      " and ",
    );
  return sql`with change as materialized (select * from json_populate_recordset(null::${table}, ${rows}::json)),
    locked as materialized (
      select ${columnList(columns, "guard")}, change.balance as delta
      from ${table} guard join change on ${same("guard", "change")}
      order by ${columnList(columns, "guard")} for update of guard)
    update ${table} guard set balance = guard.balance + locked.delta
    from locked where ${same("guard", "locked")} returning 1`;
}
