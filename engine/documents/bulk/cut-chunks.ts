import { fieldIndex } from "../../calculation/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { DocumentValues, JsonValue } from "../types.ts";

/** One document to be created: what was sent, at its place among the others. */
export interface NewRow {
  readonly index: number;
  readonly id: string;
  readonly values: DocumentValues;
}

export interface Chunk {
  readonly rows: readonly NewRow[];
  /** Must every earlier chunk be committed before this one is computed? */
  readonly isDependent: boolean;
}

const DOCUMENTS_MAX = 200;
const LINES_MAX = 4_000;

/**
 * Cuts documents into chunks that are written together, in their order. Documents of one chunk know nothing of each
 * other: one that names an earlier one, or that takes a file, which only one can have, waits for those before it.
 */
export function cutChunks(doctype: ResolvedDoctype, rows: readonly NewRow[], areNamed: boolean): readonly Chunk[] {
  const names = areNamed ? new Set(rows.map(({ id }) => id)) : null;
  const chunks: { rows: NewRow[]; lines: number; isDependent: boolean; ids: Set<string>; isClosed: boolean }[] = [];
  for (const row of rows) {
    const lines = lineCount(row.values);
    const takesFile = holdsFile(doctype, row.values);
    const named = names ? namedIn(row.values, names) : [];
    let chunk = chunks.at(-1);
    const isFull = !chunk || chunk.isClosed || chunk.rows.length >= DOCUMENTS_MAX || chunk.lines + lines > LINES_MAX;
    if (!chunk || isFull || takesFile || named.some((id) => chunk?.ids.has(id))) {
      chunk = { rows: [], lines: 0, isDependent: false, ids: new Set(), isClosed: takesFile };
      chunks.push(chunk);
    }
    chunk.rows.push(row);
    chunk.ids.add(row.id);
    chunk.lines += lines;
    chunk.isDependent ||= takesFile || named.length > 0;
  }
  return chunks;
}

const lineCount = (values: DocumentValues): number =>
  isObject(values)
    ? Object.values(values).reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0)
    : 0;

const isObject = (value: unknown): value is Readonly<Record<string, JsonValue>> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

function holdsFile(doctype: ResolvedDoctype, values: DocumentValues): boolean {
  const { scalars, tables } = fieldIndex(doctype);
  if (!isObject(values)) return false;
  const holds = (fields: readonly ResolvedField[], one: Readonly<Record<string, JsonValue>>) =>
    fields.some(({ type, id }) => (type === "file" || type === "image") && (one[id] ?? null) !== null);
  if (holds(scalars, values)) return true;
  return tables.some(({ id, child }) => {
    const rows = values[id];
    return Array.isArray(rows) && rows.some((row) => isObject(row) && holds(fieldIndex(child).scalars, row));
  });
}

/** Ids of the call that stand anywhere in the values. */
function namedIn(value: unknown, names: ReadonlySet<string>): readonly string[] {
  if (typeof value === "string") return names.has(value) ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap((part) => namedIn(part, names));
}
