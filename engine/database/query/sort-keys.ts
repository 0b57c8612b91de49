import { fail } from "../../kernel/index.ts";
import { valueSqlType } from "./convert-value.ts";
import { resolvePath } from "./resolve-path.ts";
import type { ShapeColumn } from "./row-shape.ts";
import type { RowSource } from "./row-source.ts";
import { titleSql } from "./title-sql.ts";

/** One column of the order, as SQL over the source it was compiled for. */
export interface SortKey {
  readonly sql: string;
  /** SQL type its values are compared in. */
  readonly type: string;
  readonly isDescending: boolean;
  readonly isNullable: boolean;
  /** A column of the table itself: an index may give its order. */
  readonly isStored: boolean;
  /** How values of a cursor are read. */
  readonly column: ShapeColumn;
  /** Condition for rows that come before all others, all of which have the same value of this key; few enough to be sorted. */
  readonly first?: string;
}

export const SORT_MAX = 5;
/** Newest first: ids are made in the order of time. */
const DEFAULT_SORT: readonly string[] = ["-id"];
const NOT_SORTABLE: ReadonlySet<string> = new Set(["jsonb", "text[]", "table", "dynamic_link", "secret"]);

/** Sort keys ending in the id, which makes the order total. Raises QUERY_FIELD_UNKNOWN, QUERY_SORT_NOT_ALLOWED. */
export function sortKeys(source: RowSource, sort: readonly string[] | undefined): SortKey[] {
  const wanted = [...new Set(sort?.length ? sort : DEFAULT_SORT)];
  if (wanted.length > SORT_MAX) fail("QUERY_SORT_NOT_ALLOWED", { field: wanted[SORT_MAX] }, { pointer: "/sort" });
  const keys: SortKey[] = [];
  for (const [index, text] of wanted.entries()) {
    const key = sortKey(source, text, `/sort/${index}`);
    keys.push(key);
    if (key.sql === source.own("id")) return keys;
  }
  return [...keys, sortKey(source, keys.at(-1)!.isDescending ? "-id" : "id", "/sort")];
}

function sortKey(source: RowSource, text: string, pointer: string): SortKey {
  const isDescending = text.startsWith("-");
  const path = resolvePath(source.context, source.shape, text.replace(/^[-+]/, ""), pointer);
  const { column } = path;
  if (path.table || NOT_SORTABLE.has(column.type)) fail("QUERY_SORT_NOT_ALLOWED", { field: path.text }, { pointer });
  const row = path.links.reduce((here, link) => here.link(link, "reader"), source);
  const isLink = column.to !== undefined && source.context.accessTo(column.to) !== null;
  if (isLink) {
    const title = titleSql(row.link(column.id, "reader"));
    return { sql: title, type: "text", isDescending, isNullable: true, isStored: false, column: TITLE_COLUMN };
  }
  const isOwn = row === source && column.stored && source.levelSql(column.level) === null;
  return {
    sql: row.seen(column),
    type: valueSqlType(column) ?? "text",
    isDescending,
    isNullable: !isOwn || column.nullable,
    isStored: isOwn,
    column,
  };
}

/** Links are sorted by the titles of what they point to. */
const TITLE_COLUMN: ShapeColumn = {
  id: "title",
  type: "text",
  nullable: true,
  level: 0,
  stored: false,
  sql: (row) => titleSql(row),
};

/** ORDER BY items; nulls last, said only where the column can be null so that plain indexes fit in both directions. */
export function orderItems(keys: readonly SortKey[], withoutNulls?: SortKey): string {
  return keys
    .map((key) => {
      const nulls = key.isDescending && key.isNullable && key !== withoutNulls ? " nulls last" : "";
      return `${key.sql}${key.isDescending ? " desc" : ""}${nulls}`;
    })
    .join(", ");
}
