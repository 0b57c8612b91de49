import type { Document, DocumentRow, HistoryChange, JsonValue } from "../types.ts";

/** A document as it was before changes the history tells of, the latest first. Works on fields the document shows. */
export function undoChanges(document: Document, changes: readonly HistoryChange[]): Document {
  const values: Record<string, JsonValue | undefined> = { ...document };
  for (const change of changes) {
    if (!Object.hasOwn(values, change.field)) continue;
    const current = values[change.field];
    if (change.row !== undefined) values[change.field] = undoRow((current ?? []) as readonly DocumentRow[], change);
    else if (isOrder(current, change)) values[change.field] = reordered(current, change.before as readonly string[]);
    else values[change.field] = change.before;
  }
  return values as Document;
}

function undoRow(rows: readonly DocumentRow[], { row, column, before }: HistoryChange): readonly DocumentRow[] {
  if (column !== undefined) return rows.map((each) => (each.id === row ? { ...each, [column]: before } : each));
  if (before === null) return rows.filter(({ id }) => id !== row);
  return [...rows, { ...(before as Readonly<Record<string, JsonValue>>), id: row! }];
}

/** A table's change without a row tells the order of its rows. */
function isOrder(current: JsonValue | undefined, { before }: HistoryChange): current is readonly DocumentRow[] {
  return (
    Array.isArray(current) &&
    Array.isArray(before) &&
    current.every((row: unknown) => row !== null && typeof row === "object" && Object.hasOwn(row, "id"))
  );
}

function reordered(rows: readonly DocumentRow[], ids: readonly string[]): readonly DocumentRow[] {
  const places = new Map(ids.map((id, index) => [id, index]));
  const place = (row: DocumentRow) => places.get(row.id) ?? ids.length;
  return [...rows].sort((a, b) => place(a) - place(b));
}
