import { fail } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { Sql } from "../sql.ts";
import type { Convert } from "./convert-value.ts";
import { countSql } from "./count-sql.ts";
import { type CursorShape, cursorPurpose, cursorSql, readCursor } from "./cursor.ts";
import { objectSql } from "./json-columns.ts";
import { keyAlias, type Page, pageOf } from "./page-sql.ts";
import type { QueryContext } from "./query-context.ts";
import type { RawInput } from "./read-filter.ts";
import { type RelevanceShape, readRelevance } from "./relevance.ts";
import { outputItems } from "./resolve-output.ts";
import { doctypeShape } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";
import { readSelection, type SelectionShape } from "./selection-sql.ts";
import type { SortKey } from "./sort-keys.ts";
import { statementFor } from "./statement-cache.ts";
import { totalsSql } from "./totals-sql.ts";
import { LIMIT_MAX, type ListQuery, type ReadAccess } from "./types.ts";

interface ListShape {
  readonly doctype: string;
  readonly selection: SelectionShape;
  readonly fields?: readonly string[];
  readonly sort?: readonly string[];
  readonly relevance?: RelevanceShape;
  readonly expand?: readonly string[];
  readonly totals?: readonly string[];
  readonly count: boolean;
  readonly limit: number;
  /** Number of the input that holds the offset. */
  readonly offset?: number;
  readonly cursor?: CursorShape;
}

/** One statement, one text: a `ListResult`. Raises QUERY_… with a pointer into the query. */
export function compileListQuery(registry: Registry, doctype: string, query: ListQuery, access: ReadAccess): Sql {
  const inputs: RawInput[] = [];
  const shape = readList(doctype, query, inputs);
  return statementFor({
    registry,
    doctype,
    access,
    inputs,
    shape: ["list", shape],
    isOpenEnded: (query.where?.length ?? 0) > 0,
    compile: (context, converts) => listSql(context, shape, converts),
  });
}

function readList(doctype: string, query: ListQuery, inputs: RawInput[]): ListShape {
  const { fields, sort, expand, totals, limit } = query;
  if (!isWithin(limit, 1, LIMIT_MAX)) fail("QUERY_LIMIT_INVALID", { max: LIMIT_MAX }, { pointer: "/limit" });
  const selection = readSelection(query, inputs);
  const cursor =
    query.cursor === undefined ? undefined : readCursor(query.cursor, cursorPurpose(doctype, sort), inputs);
  const offset = readOffset(query, inputs);
  const relevance = sort?.length ? undefined : readRelevance(query.search ?? "", inputs);
  return {
    doctype,
    selection,
    fields,
    sort,
    relevance,
    expand,
    totals,
    limit,
    count: query.count === true,
    offset,
    cursor,
  };
}

function readOffset({ offset, cursor }: ListQuery, inputs: RawInput[]): number | undefined {
  if (offset === undefined || offset === 0) return undefined;
  if (!isWithin(offset, 1, Number.MAX_SAFE_INTEGER) || cursor !== undefined) {
    fail("QUERY_OFFSET_INVALID", {}, { pointer: "/offset" });
  }
  return inputs.push({ value: offset, pointer: "/offset" }) - 1;
}

const isWithin = (value: unknown, min: number, max: number): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;

function listSql(context: QueryContext, shape: ListShape, converts: Convert[]): string {
  if (shape.offset !== undefined) converts[shape.offset] = ({ value }) => value;
  const rows: RowSource = new RowSource(context, doctypeShape(context.registry.doctype(shape.doctype)), {
    item: () => `(select *, row_number() over () as "$n" from (${page.text()}) _page)`,
  });
  const columns = () => rows.usedColumns;
  const page = pageOf(context, { ...shape, rows: shape.limit + 1, columns }, converts);
  const items = outputItems(rows, { ...shape, withTables: false });
  const order = rows.hasJoins ? ` order by ${rows.alias}."$n"` : "";
  const objects = `string_agg(${objectSql("_item", items)}::text, ','${order}) filter (where ${rows.alias}."$n" <= ${shape.limit})`;
  const parts = [
    `'{"items":[' || coalesce(${objects}, '') || '],"next_cursor":'`,
    nextCursorSql(context, shape, page, rows),
    ...(shape.count ? [countSql(context, shape, converts)] : []),
    ...(shape.totals?.length ? [totalsSql(context, shape, shape.totals, converts)] : []),
    "'}'",
  ];
  return `select ${parts.join(" || ")} from ${rows.from()}, lateral (select ${items.join(", ")}) _item`;
}

/** The cursor at the page's last row when one more row was found, else null. */
function nextCursorSql(context: QueryContext, shape: ListShape, page: Page, rows: RowSource): string {
  const { parameters } = context;
  const purpose = `${parameters.constant(cursorPurpose(shape.doctype, shape.sort))}::text`;
  const values = page.keys.map((key, index) => keyText(key, `${rows.alias}.${keyAlias(index)}`));
  const last = `max(${cursorSql(purpose, values)}) filter (where ${rows.alias}."$n" = ${shape.limit})`;
  return `case when count(*) > ${shape.limit} then to_json(${last})::text else 'null' end`;
}

/** A sort value as text that reads back as exactly the same value. */
const keyText = (key: SortKey, value: string): string =>
  key.type === "timestamptz" ? `(${value} at time zone 'UTC')::text || 'Z'` : `${value}::text`;
