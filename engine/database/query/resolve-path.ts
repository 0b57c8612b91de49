import { suggest } from "../../contract/index.ts";
import { fail, type LocalizedText } from "../../kernel/index.ts";
import type { QueryContext } from "./query-context.ts";
import { doctypeShape, type RowShape, type ShapeColumn } from "./row-shape.ts";

/** A path the reader wrote, found and allowed: links to follow, at most one table in front, and the column at its end. */
export interface ResolvedPath {
  readonly text: string;
  /** Table field the path begins with; the rest is then relative to its rows. */
  readonly table: ShapeColumn | null;
  readonly links: readonly string[];
  readonly column: ShapeColumn;
}

/**
 * Raises QUERY_FIELD_UNKNOWN for everything the reader may not see as well: levels above his, secrets, doctypes
 * without right to read.
 */
export function resolvePath(context: QueryContext, shape: RowShape, text: string, pointer: string): ResolvedPath {
  const names = text.split(".");
  const links: string[] = [];
  let table: ShapeColumn | null = null;
  let [here, level] = [shape, context.accessTo(shape.id)?.readLevel ?? 0];
  for (const [index, name] of names.entries()) {
    const column = readable(here, name, level);
    if (column && index === names.length - 1) return { text, table, links, column };
    const next = column && follow(context, column, index);
    if (!next) return unknown(here, text, name, level, pointer);
    if (column.type === "table") table = column;
    else links.push(name);
    [here, level] = [next, column.type === "table" ? level : (context.accessTo(next.id)?.readLevel ?? 0)];
  }
  return unknown(shape, text, text, level, pointer);
}

/** The column, unless it does not exist for a reader of this level. */
export function readable(shape: RowShape, name: string, level: number): ShapeColumn | undefined {
  const column = shape.columns.get(name);
  return column && column.level <= level && column.type !== "secret" ? column : undefined;
}

function follow(context: QueryContext, column: ShapeColumn, index: number): RowShape | undefined {
  if (column.field?.type === "table") return index === 0 ? doctypeShape(column.field.child) : undefined;
  if (column.to === undefined || context.accessTo(column.to) === null) return undefined;
  return doctypeShape(context.registry.doctype(column.to));
}

function unknown(shape: RowShape, text: string, name: string, level: number, pointer: string): never {
  const names = [...shape.columns.keys()].filter((id) => readable(shape, id, level));
  const label = labelOf(shape);
  return fail(
    "QUERY_FIELD_UNKNOWN",
    { field: text, doctype_fr: label.fr, doctype_en: label.en },
    { pointer, data: { suggestion: suggest(name, names) ?? null } },
  );
}

export const labelOf = (shape: RowShape): LocalizedText => shape.doctype?.label ?? { fr: shape.id, en: shape.id };
