import { fieldIndex, valuesEqual } from "../../calculation/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { Work } from "../run/work.ts";
import type { DocumentRow } from "../types.ts";
import { columnValues } from "./table-columns.ts";
import type { RowChanges } from "./write-statement.ts";

/** The rows of every table field that a save has to write; tables that stay as they are do not appear. */
export function rowChanges(
  doctype: ResolvedDoctype,
  works: readonly Pick<Work, "stored" | "document" | "changes">[],
  seal: (secret: string) => string,
): readonly RowChanges[] {
  return fieldIndex(doctype).tables.flatMap(({ id, child }) => {
    const touched = works.filter(({ changes }) => changes.some(({ field }) => field === id));
    const changes = touched.map(({ stored, document }) => {
      const before = (stored?.[id] ?? []) as readonly DocumentRow[];
      const after = document[id] as readonly DocumentRow[];
      const kept = new Set(after.map((row) => row.id));
      const parent = document.id;
      return {
        removed: before.filter((row) => !kept.has(row.id)).map((row) => ({ id: row.id, parent })),
        saved: changedRows(before, after).map(({ row, position }) => ({
          ...columnValues(child, row, seal),
          position,
          parent,
        })),
      };
    });
    const removed = changes.flatMap((one) => one.removed);
    const saved = changes.flatMap((one) => one.saved);
    return saved.length === 0 && removed.length === 0 ? [] : [{ child, saved, removed }];
  });
}

interface PlacedRow {
  readonly row: DocumentRow;
  readonly position: number;
}

/** New rows, rows with another value, and rows that moved. */
function changedRows(before: readonly DocumentRow[], after: readonly DocumentRow[]): readonly PlacedRow[] {
  const placed = new Map(before.map((row, index) => [row.id, { row, position: index + 1 }]));
  return after
    .map((row, index) => ({ row, position: index + 1 }))
    .filter(({ row, position }) => {
      const stored = placed.get(row.id);
      if (!stored || stored.position !== position) return true;
      return Object.keys(row).some((column) => !valuesEqual(stored.row[column], row[column]));
    });
}
