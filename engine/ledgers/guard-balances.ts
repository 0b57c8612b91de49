import type { Ledger } from "../contract/index.ts";
import { ident, joinSql, rowOf, type Sql, sql } from "../database/index.ts";
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
  const rows = JSON.stringify(changes.map(({ key, delta }) => ({ ...key, _balance: delta.toFixed() })));
  const mustOpen = changes.some(({ delta }) => delta.isPositive());
  const change: Look = {
    statement: changeRows(ledger, columns, rows),
    // A row that falls below the minimum is refused by the table's own check; one that is absent has nothing to give.
    judge: (changed) =>
      void (changed.length < changes.length && fail("LEDGER_BALANCE_BELOW_MINIMUM", { ledger: ledger.id })),
  };
  return mustOpen ? [{ statement: openRows(ledger, columns, rows) }, change] : [change];
}

/** Net change per key, without the keys that do not change; a dimension without a value is a value of the key. */
function balanceChanges(
  ledger: Ledger,
  invariant: GuardedInvariant,
  entries: readonly LedgerEntry[],
  columns: readonly string[],
): BalanceChange[] {
  const changes = new Map<string, BalanceChange>();
  for (const entry of entries) {
    const row = columnsOf(entry, ledger);
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
  return sql`insert into ${table} (${keys}, _balance)
    select ${keys}, 0 from json_populate_recordset(${rowOf(guardTable(ledger.id))}, ${rows}::json) where _balance > 0
    order by ${keys} on conflict do nothing`;
}

function changeRows(ledger: Ledger, columns: readonly string[], rows: string): Sql {
  const table = ident(guardTable(ledger.id));
  const optional = optionalColumns(ledger);
  const same = (left: string, right: string) =>
    joinSql(
      columns.map((column) => sameValue(ident(left, column), ident(right, column), optional.has(column))),
      " and ",
    );
  return sql`with _change as materialized (
      select * from json_populate_recordset(${rowOf(guardTable(ledger.id))}, ${rows}::json)),
    _locked as materialized (
      select ${columnList(columns, "_guard")}, _change._balance as _delta
      from ${table} _guard join _change on ${same("_guard", "_change")}
      order by ${columnList(columns, "_guard")} for update of _guard)
    update ${table} _guard set _balance = _guard._balance + _locked._delta
    from _locked where ${same("_guard", "_locked")} returning 1`;
}

/** Written so that an index can find both the equal value and the missing one. */
const sameValue = (left: Sql, right: Sql, isOptional: boolean): Sql =>
  isOptional ? sql`(${left} = ${right} or (${left} is null and ${right} is null))` : sql`${left} = ${right}`;

/** Columns of dimensions that may be without a value. */
function optionalColumns(ledger: Ledger): ReadonlySet<string> {
  const names = Object.entries(ledger.dimensions).flatMap(([name, field]) => (field.required ? [] : [name]));
  return new Set(dimensionColumns(ledger, names));
}
