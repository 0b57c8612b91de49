import { fail } from "../../kernel/index.ts";
import type { Convert } from "./convert-value.ts";
import { item } from "./json-columns.ts";
import type { QueryContext } from "./query-context.ts";
import { resolvePath } from "./resolve-path.ts";
import { doctypeShape } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";
import { type SelectionShape, selectionSql, whereClause } from "./selection-sql.ts";

/** `,"totals":{…}` over all rows of the selection. Raises QUERY_FIELD_UNKNOWN, QUERY_TOTAL_NOT_ALLOWED. */
export function totalsSql(
  context: QueryContext,
  { doctype, selection }: { readonly doctype: string; readonly selection: SelectionShape },
  totals: readonly string[],
  converts: Convert[],
): string {
  const source = new RowSource(context, doctypeShape(context.registry.doctype(doctype)));
  const sums = sumItems(source, totals);
  const where = whereClause(selectionSql(source, selection, converts));
  return `(select ',"totals":' || row_to_json(_sums)::text from (select ${sums.join(", ")} from ${source.from()}${where}) _sums)`;
}

/** Sums as JSON has numbers: exact decimals as text, whole numbers as numbers; nothing adds up to 0. */
function sumItems(source: RowSource, totals: readonly string[]): string[] {
  return [...new Set(totals)].map((name, index) => {
    const pointer = `/totals/${index}`;
    const path = resolvePath(source.context, source.shape, name, pointer);
    const { column } = path;
    if (path.table || (column.type !== "numeric" && column.type !== "bigint")) {
      fail("QUERY_TOTAL_NOT_ALLOWED", { field: name }, { pointer });
    }
    const row = path.links.reduce((here, link) => here.link(link, "reader"), source);
    const sum = `coalesce(sum(${column.sql(row)}), 0)`;
    return item(column.type === "numeric" ? `${sum}::text` : sum, name);
  });
}
