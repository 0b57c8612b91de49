import { quoteIdent, quoteLiteral, rawSql, type Sql } from "../sql.ts";
import type { ColumnType } from "./column-type.ts";
import { doctypeShape, type ShapeColumn } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";
import { titleSql } from "./title-sql.ts";

/** Links whose titles are wanted, of the document and of each of its tables. */
export interface Expansion {
  readonly links: readonly ShapeColumn[];
  readonly tables: ReadonlyMap<string, readonly ShapeColumn[]>;
}

export const NO_EXPANSION: Expansion = { links: [], tables: new Map() };

/** `value as "name"`, for the select list of a record that becomes a JSON object. */
export const item = (value: string, name: string): string => `${value} as ${quoteIdent(name)}`;

/** A column so that Postgres prints it as our JSON has it: exact numbers as text, instants in UTC, links as ids. */
export function jsonSql(row: RowSource, column: ShapeColumn, expansion: Expansion = NO_EXPANSION): string {
  switch (column.type) {
    case "dynamic_link":
      return plainJsonSql("dynamic_link", row.seen(column), row.own(`${column.id}_type`));
    case "table":
      return row.seen(column, tableSql(row, column, expansion.tables.get(column.id) ?? []));
    default:
      return plainJsonSql(column.type, row.seen(column));
  }
}

/** The same of a value that stands alone; `target` is the doctype beside a dynamic link. */
export function plainJsonSql(type: ColumnType, value: string, target = "null"): string {
  switch (type) {
    case "numeric":
      return `${value}::text`;
    case "timestamptz":
      return instantSql(value);
    case "dynamic_link":
      return `case when ${value} is not null then json_build_object('type', ${target}, 'id', ${value}) end`;
    default:
      return value;
  }
}

/** ISO 8601 in UTC with milliseconds, as JavaScript prints it. */
export const instantSql = (value: string): string =>
  `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The same for SQL written by hand; `column` is a name in it. */
export const instantText = (column: string): Sql => rawSql(instantSql(column));

/** Rows of a table field in their order, as an array of JSON, which becomes a JSON array; costs less than an aggregate. */
function tableSql(row: RowSource, column: ShapeColumn, links: readonly ShapeColumn[]): string {
  if (column.field?.type !== "table") return "null";
  const rows = new RowSource(row.context, doctypeShape(column.field.child), { header: row, level: column.level });
  const level = row.context.accessTo(row.shape.id)?.highestReadLevel ?? 0;
  const columns = outputColumns(rows, level).filter(({ id }) => id !== "position");
  const hidden = hiddenItems(rows, columns);
  const items = [
    ...columns.map((each) => item(jsonSql(rows, each), each.id)),
    ...expandedItems(rows, links),
    ...hidden,
  ];
  const record = rows.context.newAlias();
  return (
    `array(select ${objectSql(record, items)} from (select ${items.join(", ")} from ${rows.from()} ` +
    `where ${rows.own("parent")} = ${row.own("id")} order by ${rows.own("position")}) ${record})`
  );
}

/** Beside the values of a record: the names of those that its reader does not see in this row. None where he sees all in each. */
export function hiddenItems(row: RowSource, columns: readonly ShapeColumn[]): readonly string[] {
  const namesBy = new Map<string, string[]>();
  for (const { id, level } of columns) {
    const seen = row.levelSql(level);
    if (seen !== null) namesBy.set(seen, [...(namesBy.get(seen) ?? []), id]);
  }
  if (namesBy.size === 0) return [];
  const parts = [...namesBy].map(([seen, names]) => {
    return `case when ${seen} then '{}' else array[${names.map(quoteLiteral).join(", ")}] end::text[]`;
  });
  return [item(parts.join(" || "), HIDDEN)];
}

/** A record as a JSON object, without what its reader does not see in this row: as if the fields were not there. */
export function objectSql(record: string, items: readonly string[]): string {
  if (!items.some((each) => each.endsWith(HIDDEN_NAME))) return `row_to_json(${record})`;
  const isShown = `key <> '${HIDDEN}' and not key = any(${record}.${quoteIdent(HIDDEN)})`;
  return `(select json_object_agg(key, value) from json_each(row_to_json(${record})) where ${isShown})`;
}

const HIDDEN = "$hidden";
const HIDDEN_NAME = ` as ${quoteIdent(HIDDEN)}`;

/** Columns a reader of this level gets, in the order of the document. */
export function outputColumns(row: RowSource, level: number): ShapeColumn[] {
  return [...row.shape.columns.values()].filter((column) => column.level <= level && column.type !== "secret");
}

/** The sidecar `$expanded`: id and title of each link; the title is null when the linked document may not be read. */
export function expandedItems(row: RowSource, links: readonly ShapeColumn[]): string[] {
  if (links.length === 0) return [];
  const pairs = links.map((link) => `${quoteLiteral(link.id)}, ${linkSql(row, link)}`);
  return [item(`json_build_object(${pairs.join(", ")})`, "$expanded")];
}

/** `{"id", "title"}` of a link, null when it is empty. */
export function linkSql(row: RowSource, link: ShapeColumn): string {
  const id = row.seen(link, row.own(link.id));
  return `case when ${id} is not null then json_build_object('id', ${id}, 'title', ${linkTitleSql(row, link)}) end`;
}

/** Title of the document a link names; null when it may not be read. */
export function linkTitleSql(row: RowSource, link: ShapeColumn): string {
  const id = row.seen(link, row.own(link.id));
  if (link.field?.type !== "dynamic_link") return link.to === undefined ? "null" : titleOf(row, link.to, id);
  const cases = link.field.to.map((doctype) => ` when ${quoteLiteral(doctype)} then ${titleOf(row, doctype, id)}`);
  return `case ${row.own(`${link.id}_type`)}${cases.join("")} end`;
}

function titleOf(row: RowSource, doctype: string, id: string): string {
  if (row.context.accessTo(doctype) === null) return "null";
  const linked = new RowSource(row.context, doctypeShape(row.context.registry.doctype(doctype)));
  const title = titleSql(linked);
  const rule = linked.ruleSql();
  return `(select ${title} from ${linked.from()} where ${linked.own("id")} = ${id}${rule ? ` and ${rule}` : ""})`;
}
