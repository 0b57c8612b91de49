import { fail } from "../../kernel/index.ts";
import {
  type Expansion,
  expandedItems,
  hiddenItems,
  item,
  jsonSql,
  linkTitleSql,
  outputColumns,
} from "./json-columns.ts";
import { labelOf, readable, resolvePath } from "./resolve-path.ts";
import { doctypeShape, type RowShape, type ShapeColumn } from "./row-shape.ts";
import type { RowSource } from "./row-source.ts";
import { titleSql } from "./title-sql.ts";

const TITLE = "$title";
const LINK_TITLE = `.${TITLE}`;

export interface OutputRequest {
  readonly fields?: readonly string[];
  readonly expand?: readonly string[];
  /** Do tables come along when no fields are named? */
  readonly withTables: boolean;
}

/** Select list of one document's JSON object. Raises QUERY_FIELD_UNKNOWN and QUERY_EXPAND_NOT_ALLOWED. */
export function outputItems(row: RowSource, request: OutputRequest): string[] {
  const isTitled = request.expand?.includes(TITLE) && !request.fields?.includes(TITLE);
  const expansion = resolveExpansion(row, request.expand ?? []);
  const items = request.fields
    ? namedItems(row, request.fields, expansion)
    : wholeItems(row, request.withTables, expansion);
  return [...items, ...(isTitled ? [item(titleSql(row), TITLE)] : []), ...expandedItems(row, expansion.links)];
}

function wholeItems(row: RowSource, withTables: boolean, expansion: Expansion): string[] {
  const columns = outputColumns(row, levelOf(row)).filter(({ type }) => withTables || type !== "table");
  return [...columns.map((column) => item(jsonSql(row, column, expansion), column.id)), ...hiddenItems(row, columns)];
}

function namedItems(row: RowSource, fields: readonly string[], expansion: Expansion): string[] {
  const names = [...new Set(["id", ...fields])];
  return names.map((name) => {
    if (name === TITLE) return item(titleSql(row), TITLE);
    const pointer = `/fields/${fields.indexOf(name)}`;
    const ofTitle = name.endsWith(LINK_TITLE);
    const path = resolvePath(row.context, row.shape, ofTitle ? name.slice(0, -LINK_TITLE.length) : name, pointer);
    if (path.table || (ofTitle && !isLink(path.column))) {
      const { fr, en } = labelOf(row.shape);
      return fail("QUERY_FIELD_UNKNOWN", { field: name, name, doctype_fr: fr, doctype_en: en }, { pointer });
    }
    const owner = path.links.reduce((here, link) => here.link(link, "reader"), row);
    if (ofTitle) return item(linkTitleSql(owner, path.column), name);
    return item(jsonSql(owner, path.column, owner === row ? expansion : undefined), name);
  });
}

/** `member`, `lines.book`, or `*` for every link of the document and its tables. */
function resolveExpansion(row: RowSource, expand: readonly string[]): Expansion {
  const { context, shape } = row;
  const level = levelOf(row);
  if (expand.includes("*")) return allLinks(shape, level);
  const links: ShapeColumn[] = [];
  const tables = new Map<string, ShapeColumn[]>();
  for (const [index, text] of [...new Set(expand)].entries()) {
    if (text === TITLE) continue;
    const path = resolvePath(context, shape, text, `/expand/${index}`);
    if (!isLink(path.column) || path.links.length > 0) {
      fail("QUERY_EXPAND_NOT_ALLOWED", { field: text }, { pointer: `/expand/${index}` });
    }
    if (path.table) tables.set(path.table.id, [...(tables.get(path.table.id) ?? []), path.column]);
    else links.push(path.column);
  }
  return { links, tables };
}

function allLinks(shape: RowShape, level: number): Expansion {
  const linksOf = (of: RowShape) =>
    [...of.columns.values()].filter((each) => isLink(each) && readable(of, each.id, level));
  const tables = new Map<string, ShapeColumn[]>();
  for (const { id, field } of shape.columns.values()) {
    if (field?.type === "table") tables.set(id, linksOf(doctypeShape(field.child)));
  }
  return { links: linksOf(shape), tables };
}

const isLink = (column: ShapeColumn): boolean => column.to !== undefined || column.type === "dynamic_link";

const levelOf = (row: RowSource): number => row.context.accessTo(row.shape.id)?.highestReadLevel ?? 0;
