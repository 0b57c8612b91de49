import { expressionSql } from "./expression-sql.ts";
import type { RowSource } from "./row-source.ts";

/** Title of a document as its doctype declares it, else its number, else its id. */
export function titleSql(row: RowSource): string {
  const title = row.shape.doctype?.compiled.title;
  if (title) return expressionSql(title.checked, { document: row, trust: "metadata" });
  return row.shape.columns.has("number") ? row.own("number") : `${row.own("id")}::text`;
}
