import { SYSTEM_FIELD_DEFINITIONS, suggest } from "../../contract/index.ts";
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
  let way = labelOf(shape);
  let [here, level] = [shape, context.accessTo(shape.id)?.highestReadLevel ?? 0];
  for (const [index, name] of names.entries()) {
    const column = readable(here, name, level);
    if (!column) return unknown({ text, pointer, way, name, known: readableNames(here, level) });
    if (index === names.length - 1) return { text, table, links, column };
    way = further(way, column);
    const next = follow(context, column, index);
    if (!next) return unknown({ text, pointer, way, name: names[index + 1]!, known: [] });
    if (column.type === "table") table = column;
    else links.push(name);
    [here, level] = [next, column.type === "table" ? level : (context.accessTo(next.id)?.highestReadLevel ?? 0)];
  }
  return unknown({ text, pointer, way, name: text, known: [] });
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

const readableNames = (shape: RowShape, level: number): readonly string[] =>
  [...shape.columns.keys()].filter((id) => readable(shape, id, level));

interface UnknownStep {
  /** The whole path, as it was asked for. */
  readonly text: string;
  readonly pointer: string;
  /** What leads to the step that is not there, in words. */
  readonly way: LocalizedText;
  readonly name: string;
  /** What could have been meant instead. */
  readonly known: readonly string[];
}

const unknown = ({ text, pointer, way, name, known }: UnknownStep): never =>
  fail(
    "QUERY_FIELD_UNKNOWN",
    { field: text, name, doctype_fr: way.fr, doctype_en: way.en },
    { pointer, data: { suggestion: suggest(name, known) ?? null } },
  );

function further(way: LocalizedText, { id, field }: ShapeColumn): LocalizedText {
  const { fr, en } = field?.label ?? SYSTEM_FIELD_DEFINITIONS[id]?.label ?? { fr: id, en: id };
  return { fr: `${way.fr} › ${fr}`, en: `${way.en} › ${en}` };
}

export const labelOf = (shape: RowShape): LocalizedText => shape.doctype?.label ?? { fr: shape.id, en: shape.id };
