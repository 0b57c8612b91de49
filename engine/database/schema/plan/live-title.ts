import { quoteIdent } from "../../sql.ts";
import type { Ddl } from "./ddl.ts";
import type { ChangedTable } from "./live-value.ts";

/** SQL of what people call the row `_item`, as far as its columns tell; of rows of a table field, what they call the document. */
export function titleOf(ddl: Ddl, table: ChangedTable, tables: ReadonlyMap<string, ChangedTable>): string | null {
  const { rowsOf } = table.wanted;
  const parent = rowsOf === undefined ? undefined : tables.get(rowsOf);
  if (!parent) return ownTitle(table, "_item");
  const title = ownTitle(parent, "_parent");
  return (
    title && `(select ${title} from ${ddl.place(parent.live.liveName)} as _parent where _parent.id = _item.parent)`
  );
}

/** Null where it reads what is new or becomes something else. */
export function ownTitle({ wanted, live }: ChangedTable, row: string): string | null {
  const { title } = wanted;
  if (!title) return null;
  let text = title.sql;
  for (const name of title.columns) {
    const found = live.columns.find((column) => column.name === name);
    if (!found || found.type !== wanted.columns.find((column) => column.name === name)?.type) return null;
    text = text.replaceAll(quoteIdent(name), `${row}.${quoteIdent(found.liveName)}`);
  }
  return `(${text})`;
}
