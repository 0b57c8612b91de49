import type { Convert } from "./convert-value.ts";
import type { QueryContext } from "./query-context.ts";
import { doctypeShape } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";
import { type SelectionShape, selectionSql, whereClause } from "./selection-sql.ts";
import { TOTAL_CAP } from "./types.ts";

/** `,"total":…,"total_is_capped":…` over all rows of the selection. */
export function countSql(
  context: QueryContext,
  { doctype, selection }: { readonly doctype: string; readonly selection: SelectionShape },
  converts: Convert[],
): string {
  const source = new RowSource(context, doctypeShape(context.registry.doctype(doctype)));
  const where = whereClause(selectionSql(source, selection, converts));
  const found = `select from ${source.from()}${where} limit ${TOTAL_CAP + 1}`;
  const total = `least(_n, ${TOTAL_CAP}) || ',"total_is_capped":' || case when _n > ${TOTAL_CAP} then 'true' else 'false' end`;
  return `(select ',"total":' || ${total} from (select count(*) as _n from (${found}) _found) _counted)`;
}
