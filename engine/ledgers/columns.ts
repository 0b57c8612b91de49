import type { Ledger } from "../contract/index.ts";
import { ident, joinSql, type Sql } from "../database/index.ts";

/** Tables of a ledger, as the database layer creates them. */
export const entryTable = (ledger: string) => `ledger_${ledger}`;
export const guardTable = (ledger: string) => `ledger_${ledger}__guard`;
export const rollupTable = (ledger: string) => `ledger_${ledger}__rollup`;

/** Columns of some dimensions: a dynamic link has two, its id and `<name>_type`. */
export function dimensionColumns(ledger: Ledger, names: readonly string[] = Object.keys(ledger.dimensions)): string[] {
  return names.flatMap((name) => (ledger.dimensions[name]?.type === "dynamic_link" ? [name, `${name}_type`] : [name]));
}

export function measureColumns(ledger: Ledger): string[] {
  return Object.keys(ledger.measures);
}

/** `"a", "b"`, each behind the table's alias when one is given. */
export function columnList(columns: readonly string[], alias?: string): Sql {
  return joinSql(columns.map((column) => (alias ? ident(alias, column) : ident(column))));
}
