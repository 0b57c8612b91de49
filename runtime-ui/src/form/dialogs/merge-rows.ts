import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import { autoOf } from "../model/form-rows.ts";
import { isSame } from "../model/is-same.ts";
import type { FormRow, FormValues } from "../model/types.ts";
import { type IsTheirs, keyOf, typedColumns } from "./conflict-places.ts";

interface Rows {
  readonly theirs: readonly FormRow[];
  readonly yours: readonly FormRow[];
}

/** The rows of a table as they were chosen, cell by cell, and row by row where only one side has it. */
export function mergeRows(
  table: string,
  child: MetaDoctype,
  { theirs, yours }: Rows,
  isTheirs: IsTheirs,
): readonly FormRow[] {
  const columns = typedColumns(child);
  const rowOf = (rows: readonly FormRow[], key: string) => rows.find(({ $key }) => $key === key);
  const kept = yours.flatMap((row): readonly FormRow[] => {
    const other = rowOf(theirs, row.$key);
    if (other) {
      const differing = columns.filter((column) => !isSame(row[column], other[column]));
      return [overlaid(other, row, differing, (column) => isTheirs(keyOf(table, row.$key, column)))];
    }
    if (isTheirs(keyOf(table, row.$key))) return [];
    if (row["id"] === undefined) return [row];
    // One that somebody took away comes back as a new row, with all that stood in it.
    const { id: _, ...again } = row;
    return [{ ...again, $auto: autoOf(row).filter((column) => (row[column] ?? null) === null) } as FormRow];
  });
  const added = theirs.filter(({ $key }) => !rowOf(yours, $key) && isTheirs(keyOf(table, $key)));
  return [...kept, ...added];
}

/** What was chosen follows nothing, whichever side it is of. */
function overlaid(other: FormRow, row: FormRow, differing: readonly string[], isTheirs: IsTheirs): FormRow {
  const mine = differing.filter((column) => !isTheirs(column));
  if (mine.length === 0) return other;
  const values = Object.fromEntries(mine.map((column) => [column, row[column]]));
  const titles = row["$expanded"] as FormValues | undefined;
  const known = mine.flatMap((column) => (titles?.[column] ? [[column, titles[column]] as const] : []));
  const expanded = { ...(other["$expanded"] as FormValues | undefined), ...Object.fromEntries(known) };
  const auto = autoOf(other).filter((column) => !differing.includes(column));
  return { ...other, ...values, $expanded: expanded, $auto: auto };
}
