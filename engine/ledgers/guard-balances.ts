import {
  dimensionColumns,
  type GuardedInvariant,
  guardedInvariant,
  guardTable,
  type Ledger,
} from "../contract/index.ts";
import { ident, joinSql, rowOf, type Sql, sql } from "../database/index.ts";
import type { JsonValue, Look } from "../documents/index.ts";
import { Decimal, fail } from "../kernel/index.ts";
import { columnList } from "./column-list.ts";
import type { LedgerEntry } from "./types.ts";
import { columnsOf } from "./write-postings.ts";

interface BalanceChange {
  readonly key: Readonly<Record<string, JsonValue>>;
  readonly delta: Decimal;
}

/** How entries change the guarded balances of their ledger. */
export interface GuardedChange {
  readonly ledger: Ledger;
  readonly columns: readonly string[];
  /** Records of the guard's table, each with what is added to the balance. */
  readonly rows: string;
  readonly count: number;
  /** How many of them need a balance that is there already. */
  readonly short: number;
  readonly min: Decimal;
  /** Is there any such? A balance that was never touched is 0. */
  readonly isTaking: boolean;
  /** Is any change enough for a balance of its own? */
  readonly mustOpen: boolean;
}

/** Null where no guarded balance changes. */
export function guardedChange(ledger: Ledger, entries: readonly LedgerEntry[]): GuardedChange | null {
  const invariant = guardedInvariant(ledger);
  if (!invariant) return null;
  const columns = dimensionColumns(ledger, invariant.per);
  const changes = balanceChanges(ledger, invariant, entries, columns);
  if (changes.length === 0) return null;
  const min = new Decimal(invariant.min);
  const short = changes.filter(({ delta }) => delta.lt(min)).length;
  return {
    ledger,
    columns,
    min,
    rows: JSON.stringify(changes.map(({ key, delta }) => ({ ...key, _balance: delta.toFixed() }))),
    count: changes.length,
    short,
    isTaking: short > 0,
    mustOpen: changes.some(({ delta }) => delta.gte(min)),
  };
}

/**
 * Applies a change to the guarded balances, in one statement where it only adds, else in two, whatever its size. Rows are
 * locked in the order of their keys, so that two transactions never wait for each other in a circle. Raises
 * LEDGER_BALANCE_BELOW_MINIMUM.
 */
export function guardBalances(change: GuardedChange): readonly Look[] {
  if (!change.isTaking) return [{ statement: addToRows(change, sql`true`) }];
  if (!change.mustOpen) return [changing(change, sql`true`, change.count)];
  const min = sql`${change.min.toFixed()}::numeric`;
  if (change.min.lte(0)) return [{ statement: openRows(change, min) }, changing(change, sql`true`, change.count)];
  // No balance may be opened at 0: what is enough by itself is added, the rest has to find its row.
  const isEnough = sql`_balance >= ${min}`;
  return [{ statement: addToRows(change, isEnough) }, changing(change, sql`not (${isEnough})`, change.short)];
}

/** A row that falls below the minimum is refused by the table's own check; one that is absent has nothing to give. */
const changing = (change: GuardedChange, condition: Sql, count: number): Look => ({
  statement: changeRows(change, condition),
  judge: (changed) =>
    changed.length < count ? fail("LEDGER_BALANCE_BELOW_MINIMUM", { ledger: change.ledger.id }) : null,
});

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
    const key = Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
    const name = JSON.stringify(key);
    const delta = (changes.get(name)?.delta ?? new Decimal(0)).plus(String(entry[invariant.measure]));
    changes.set(name, { key, delta });
  }
  return [...changes.values()].filter(({ delta }) => !delta.isZero());
}

const sentTo = (table: string, rows: string): Sql => sql`json_populate_recordset(${rowOf(table)}, ${rows}::json)`;

/** Where `condition` holds. The table's own check judges what is sent before it meets the row: so only for what is added. */
export function addToRows({ ledger, columns, rows }: GuardedChange, condition: Sql): Sql {
  const name = guardTable(ledger.id);
  const keys = columnList(columns);
  return sql`insert into ${ident(name)} as _guard (${keys}, _balance)
    select ${keys}, _balance from ${sentTo(name, rows)} where ${condition} order by ${keys}
    on conflict (${keys}) do update set _balance = _guard._balance + excluded._balance`;
}

function openRows({ ledger, columns, rows }: GuardedChange, min: Sql): Sql {
  const name = guardTable(ledger.id);
  const keys = columnList(columns);
  return sql`insert into ${ident(name)} (${keys}, _balance)
    select ${keys}, 0 from ${sentTo(name, rows)} where _balance >= ${min} order by ${keys} on conflict do nothing`;
}

function changeRows({ ledger, columns, rows }: GuardedChange, condition: Sql): Sql {
  const name = guardTable(ledger.id);
  const table = ident(name);
  const optional = optionalColumns(ledger);
  const same = (left: string, right: string) =>
    joinSql(
      columns.map((column) => sameValue(ident(left, column), ident(right, column), optional.has(column))),
      " and ",
    );
  return sql`with _change as materialized (select * from ${sentTo(name, rows)} where ${condition}),
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
