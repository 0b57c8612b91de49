import type { Convert } from "./convert-value.ts";
import { type CursorShape, convertCursorFor, refuse } from "./cursor.ts";
import { afterSql, type Bound } from "./keyset-sql.ts";
import type { QueryContext } from "./query-context.ts";
import { type RelevanceShape, relevanceKey } from "./relevance.ts";
import { doctypeShape } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";
import { type SelectionShape, selectionSql, whereClause } from "./selection-sql.ts";
import { orderItems, type SortKey, sortKeys } from "./sort-keys.ts";

export interface PageRequest {
  readonly doctype: string;
  readonly selection: SelectionShape;
  readonly sort?: readonly string[];
  /** What is searched for gives the order, where nobody asked for another. */
  readonly relevance?: RelevanceShape;
  readonly cursor?: CursorShape;
  /** Number of the input that holds the offset. */
  readonly offset?: number;
  /** Rows of the page and one more, which tells whether another page follows. */
  readonly rows: number;
  /** Columns of the table that are read of each row; asked for when the rest of the statement is known. */
  readonly columns: () => readonly string[];
}

/**
 * Part of the order: all rows, or those with (`head`) or without (`tail`) a value in the first sort key; of a search, those that
 * fit best and the rest.
 */
type Zone = "all" | "head" | "tail";

/** Alias of sort key number `index` in the page's rows. */
export const keyAlias = (index: number): string => `"$${index}"`;

export interface Page {
  readonly keys: readonly SortKey[];
  /** SELECT of the page: the columns asked for and the sort keys as `$0`, `$1` …, in the order of the sort. */
  readonly text: () => string;
}

/**
 * The rows of one page. Where the first sort key can be null and an index could give its order only without nulls
 * (going down, or from a cursor on), rows with and without a value are read one after the other; the second part is
 * not touched while the first fills the page.
 */
export function pageOf(context: QueryContext, request: PageRequest, converts: Convert[]): Page {
  const rows = orderedRows(context, request, converts);
  const { keys } = rows;
  if (request.cursor && request.cursor.isNull.length !== keys.length) refuse();
  const first = keys[0]!;
  const isSplit = isSplitBy(first, request);
  const zone = (name: Zone): Page => ({ keys, text: () => zoneSql(rows, request, converts, name) });
  if (!isSplit || (first.first === undefined && !first.isDescending && !request.cursor)) return zone("all");
  return request.cursor?.isNull[0] ? zone("tail") : { keys, text: () => bothZonesSql(rows, request, converts) };
}

function isSplitBy(first: SortKey, { offset, cursor }: PageRequest): boolean {
  if (offset !== undefined) return false;
  return first.first === undefined ? first.isStored && first.isNullable : cursor === undefined;
}

function bothZonesSql(rows: OrderedRows, request: PageRequest, converts: Convert[]): string {
  const head = zoneSql(rows, request, converts, "head");
  const isShort = `(select count(*) from _head) < ${request.rows}`;
  const tailRows = orderedRows(rows.source.context, request, converts);
  const tail = zoneSql(tailRows, { ...request, cursor: undefined }, converts, "tail", isShort);
  const order = orderItems(rows.keys.map((key, index) => ({ ...key, sql: keyAlias(index) })));
  return (
    `with _head as materialized (${head}) ` +
    `select * from (select 0 as _part, * from _head union all select 1 as _part, * from (${tail}) _tail) _parts ` +
    `order by _part, ${order} limit ${request.rows}`
  );
}

interface OrderedRows {
  readonly source: RowSource;
  readonly keys: readonly SortKey[];
}

/** To be asked for once per SELECT: what the keys add to the source and the parameters must be used. */
function orderedRows(context: QueryContext, request: PageRequest, converts: Convert[]): OrderedRows {
  const { doctype, sort, relevance } = request;
  const source = new RowSource(context, doctypeShape(context.registry.doctype(doctype)));
  const keys = sortKeys(source, sort);
  return { source, keys: relevance ? [relevanceKey(source, relevance, converts), ...keys] : keys };
}

function zoneSql(
  { source, keys }: OrderedRows,
  request: PageRequest,
  converts: Convert[],
  zone: Zone,
  unless?: string,
): string {
  const { context } = source;
  const first = keys[0]!;
  const conditions = selectionSql(source, request.selection, converts);
  if (zone === "head") conditions.push(first.first ?? `${first.sql} is not null`);
  if (zone === "tail") conditions.push(first.first ? `(${first.first}) is not true` : `${first.sql} is null`);
  if (unless !== undefined) conditions.push(unless);
  if (request.cursor) conditions.push(afterSql(boundsIn(context, keys, request.cursor, converts, zone)));
  const order = orderItems(zone === "tail" ? keys.slice(1) : keys, zone === "head" ? first : undefined);
  const columns = request.columns().map((column) => source.own(column));
  const selected = [...columns, ...keys.map((key, index) => `${key.sql} as ${keyAlias(index)}`)];
  const offset = request.offset === undefined ? "" : ` offset ${context.parameters.value(request.offset, "bigint")}`;
  return (
    `select ${selected.join(", ")} from ${source.from()}${whereClause(conditions)} ` +
    `order by ${order} limit ${request.rows}${offset}`
  );
}

/** The cursor's values beside their keys. In the head no first key is null, in the tail all are. */
function boundsIn(
  context: QueryContext,
  keys: readonly SortKey[],
  cursor: CursorShape,
  converts: Convert[],
  zone: Zone,
): Bound[] {
  let at = cursor.at;
  const bounds = keys.map((key, index): Bound => {
    if (cursor.isNull[index]) return { key, value: null };
    converts[at] = convertCursorFor(key);
    return { key, value: context.parameters.value(at++, key.type) };
  });
  if (zone === "tail") return bounds.slice(1);
  const [first, ...rest] = bounds;
  return zone === "head" && first ? [{ ...first, key: { ...first.key, isNullable: false } }, ...rest] : bounds;
}
