import {
  ENTRY_COLUMNS,
  entryTable,
  type Field,
  type GuardedInvariant,
  guardedInvariant,
  guardTable,
  type Ledger,
  rollupTable,
} from "../../contract/index.ts";
import { quoteIdent, quoteLiteral } from "../sql.ts";
import { balanceFunction } from "./balance-function.ts";
import { dynamicLinkObjects, type TableOf } from "./document-table.ts";
import { columnType, fieldColumns, plainColumn } from "./field-columns.ts";
import { check, choiceCheck, foreignKey, plainIndex, primaryKey, trigger, uniqueIndex } from "./table-objects.ts";
import type { Column, Table, TableObject, Trigger } from "./types.ts";

/** Tables of a ledger: its entries, the guarded balances and the monthly sums where it declares them. */
export function ledgerTables(schema: string, ledger: Ledger, tableOf: TableOf): Table[] {
  const guard = guardedInvariant(ledger);
  return [
    entriesOf(schema, ledger, tableOf),
    ...(guard ? [guardOf(schema, ledger, guard)] : []),
    ...(ledger.rollup ? [rollupOf(schema, ledger, ledger.rollup.by)] : []),
  ];
}

function entriesOf(schema: string, ledger: Ledger, tableOf: TableOf): Table {
  const name = entryTable(ledger.id);
  const columns = [
    ...ENTRY_COLUMNS.map(({ id, stored, default: given = null }) => ({
      ...plainColumn(id, stored, true),
      default: given,
    })),
    ...dimensionsOf(ledger),
    ...measuresOf(ledger),
  ];
  const objects = [
    primaryKey(name, ["id"]),
    // That the posting is there is looked at for all entries of a statement at once (late_entries); it is never deleted.
    uniqueIndex(name, ["posting", "line"]),
    plainIndex(name, ["date"]),
    ...(ledger.rollup ? [plainIndex(name, ["xact"])] : []),
    ...Object.entries(ledger.dimensions).flatMap(([id, field]) => dimensionObjects(name, id, field, tableOf)),
    ...entryTriggers(schema, name, ledger),
  ];
  return { name, columns, objects };
}

/** A posting never changes, is complete once its transaction ends, and has each pair of measures that must be equal so. */
function entryTriggers(schema: string, table: string, ledger: Ledger): Trigger[] {
  const call = (name: string) => `for each statement execute function ${quoteIdent(schema)}.${name}()`;
  const onAdded = (name: readonly string[], what: string, helper: string | null = null) =>
    trigger(schema, table, name, "after insert", `referencing new table as added ${what}`, helper);
  const balances = Object.entries(ledger.invariants ?? {}).flatMap(([id, invariant]) => {
    if (!("equal" in invariant)) return [];
    const { name, definition } = balanceFunction(schema, ...invariant.equal);
    return [onAdded(["balance", id], call(name), definition)];
  });
  return [
    trigger(schema, table, ["append_only"], "before update or delete or truncate", call("refuse_change")),
    onAdded(["late_entries"], call("refuse_late_entries")),
    ...balances,
  ];
}

function dimensionObjects(table: string, id: string, field: Field, tableOf: TableOf): TableObject[] {
  switch (field.type) {
    case "link":
      return [foreignKey(id, tableOf(field.to)), dimensionIndex(table, id, field)];
    case "dynamic_link":
      return dynamicLinkObjects(table, id, field.to);
    case "choice":
      return [choiceCheck(id, Object.keys(field.options))];
    default:
      return field.index ? [dimensionIndex(table, id, field)] : [];
  }
}

/** Balances are asked for by dimension up to a date. Entries without the dimension, mostly the greater part, cost the index nothing. */
function dimensionIndex(table: string, id: string, field: Field): TableObject {
  return { ...plainIndex(table, [id, "date"]), predicate: field.required ? null : `(${quoteIdent(id)} IS NOT NULL)` };
}

function dimensionsOf(ledger: Ledger, names: readonly string[] = Object.keys(ledger.dimensions)): Column[] {
  return names.flatMap((id) => {
    const field = ledger.dimensions[id];
    return field ? fieldColumns({ ...field, id }) : [];
  });
}

function measuresOf(ledger: Ledger): Column[] {
  return Object.entries(ledger.measures).map(([id, field]) => ({
    ...plainColumn(id, columnType(field) ?? "numeric", true, field.renamed_from),
    default: "0",
  }));
}

/** Sums may be over entries of before the dimension was required. */
const forSums = (column: Column): Column => ({ ...column, isRequired: false });
const names = (columns: readonly Column[]): string[] => columns.map((column) => column.name);
const list = (columns: readonly string[]): string => columns.map(quoteIdent).join(", ");

/**
 * One row per key, changed by one conditional statement; the check is what no path around the engine gets past. A dimension
 * without a value is a value of the key like any other.
 */
function guardOf(schema: string, ledger: Ledger, guard: GuardedInvariant): Table {
  const name = guardTable(ledger.id);
  const keys = dimensionsOf(ledger, guard.per).map(forSums);
  const balance = quoteIdent("_balance");
  const place = (table: string) => `${quoteIdent(schema)}.${quoteIdent(table)}`;
  return {
    name,
    sumsOf: entryTable(ledger.id),
    floor: { keys: names(keys), measure: guard.measure, min: guard.min },
    columns: [...keys, plainColumn("_balance", "numeric", true)],
    objects: [
      uniqueIndex(name, names(keys), { nullsEqual: true }),
      check("_balance", "minimum", `${balance} >= ${quoteLiteral(guard.min)}::numeric`),
    ],
    fill: [
      `insert into ${place(name)} (${list(names(keys))}, ${balance}) select ${list(names(keys))}, sum(${quoteIdent(guard.measure)})
       from ${place(entryTable(ledger.id))} group by ${list(names(keys))}`,
    ],
  };
}

/**
 * Sums per month of all entries below the ledger's horizon, with the days they lie between; made anew, it starts from the
 * beginning. Sums of before the days were kept have none: then nothing is known of them but the month.
 */
function rollupOf(schema: string, ledger: Ledger, by: readonly string[]): Table {
  const name = rollupTable(ledger.id);
  const keys = dimensionsOf(ledger, by).map(forSums);
  const columns = [
    ...keys,
    plainColumn("_month", "date", true),
    plainColumn("_first_date", "date", false),
    plainColumn("_last_date", "date", false),
    ...measuresOf(ledger),
  ];
  return {
    name,
    sumsOf: entryTable(ledger.id),
    columns,
    objects: [uniqueIndex(name, [...names(keys), "_month"], { nullsEqual: true })],
    fill: [
      `insert into ${quoteIdent(schema)}.ledger_horizon (ledger, xact) values (${quoteLiteral(ledger.id)}, '0')
       on conflict (ledger) do update set xact = excluded.xact`,
    ],
  };
}
