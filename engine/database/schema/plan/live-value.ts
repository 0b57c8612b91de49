import { quoteIdent } from "../../sql.ts";
import type { Table, ValueSql } from "../types.ts";
import type { LiveTable } from "./live-table.ts";
import { convertOptions } from "./option-change.ts";
import { fillTemplate, typeChange } from "./type-change.ts";

/** A table that is there, and what it is to become. */
export interface ChangedTable {
  readonly wanted: Table;
  readonly live: LiveTable;
}

/** SQL of the value a column will have, over the row as it is (`row` is its alias); null when the column is new. */
export function liveValue({ wanted, live }: ChangedTable, name: string, row = "_item"): string | null {
  const found = live.columns.find((column) => column.name === name);
  if (!found) return null;
  const type = wanted.columns.find((column) => column.name === name)?.type ?? found.type;
  const column = `${row}.${quoteIdent(found.liveName)}`;
  const value = type === found.type ? column : `(${fillTemplate(typeChange(found.type, type).using, column)})`;
  return found.formerOptions ? convertOptions(value, type, found.formerOptions) : value;
}

/** SQL over columns, read over the row as it is; null when it reads a column that is new. */
export function overLive(table: ChangedTable, { sql, columns }: ValueSql, row = "_item"): string | null {
  let text: string | null = sql;
  for (const column of columns) {
    const value = liveValue(table, column, row);
    text = value === null || text === null ? null : text.replaceAll(quoteIdent(column), value);
  }
  return text;
}
