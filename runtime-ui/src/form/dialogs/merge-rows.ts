import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import { autoOf } from "../model/form-rows.ts";
import type { FormRow, FormValues } from "../model/types.ts";
import { type IsTheirs, isSame, keyOf, typedColumns } from "./conflict-places.ts";

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
      const mine = columns.filter(
        (column) => !isSame(row[column], other[column]) && !isTheirs(keyOf(table, row.$key, column)),
      );
      return [overlaid(other, row, mine)];
    }
    if (isTheirs(keyOf(table, row.$key))) return [];
    // One that somebody took away comes back as a new row.
    const { id: _, ...again } = row;
    return [again as FormRow];
  });
  const added = theirs.filter(({ $key }) => !rowOf(yours, $key) && isTheirs(keyOf(table, $key)));
  return [...kept, ...added];
}

function overlaid(other: FormRow, row: FormRow, columns: readonly string[]): FormRow {
  const values = Object.fromEntries(columns.map((column) => [column, row[column]]));
  const titles = row["$expanded"] as FormValues | undefined;
  const known = columns.flatMap((column) => (titles?.[column] ? [[column, titles[column]] as const] : []));
  const expanded = { ...(other["$expanded"] as FormValues | undefined), ...Object.fromEntries(known) };
  const auto = autoOf(other).filter((column) => !columns.includes(column));
  return { ...other, ...values, $expanded: expanded, $auto: auto };
}
