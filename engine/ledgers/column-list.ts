import { ident, joinSql, type Sql } from "../database/index.ts";

/** `"a", "b"`, each behind the table's alias when one is given. */
export function columnList(columns: readonly string[], alias?: string): Sql {
  return joinSql(columns.map((column) => (alias ? ident(alias, column) : ident(column))));
}
