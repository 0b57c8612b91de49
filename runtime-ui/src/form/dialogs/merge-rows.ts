import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import type { FormRow, FormValues } from "../model/types.ts";
import { isTyped } from "./is-typed.ts";

interface Sides {
  /** Rows as both began from them. */
  readonly base: readonly FormValues[];
  /** As somebody else saved them meanwhile. */
  readonly theirs: readonly FormRow[];
  /** As they stand in the form. */
  readonly yours: readonly FormRow[];
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What one typed in each row and column over what somebody else saved there: neither undoes what only the other changed. */
export function mergeRows(child: MetaDoctype, { base, theirs, yours }: Sides): readonly FormRow[] {
  const columns = Object.entries(child.fields).flatMap(([id, field]) => (isTyped(field) ? [id] : []));
  const rowOf = <R extends FormValues>(rows: readonly R[], id: unknown) => rows.find((row) => row["id"] === id);
  const kept = yours.flatMap((row): readonly FormRow[] => {
    if (row["id"] === undefined) return [row];
    const [before, other] = [rowOf(base, row["id"]), rowOf(theirs, row["id"])];
    const typed = columns.filter((column) => !isSame(row[column], before?.[column]));
    if (other) return [overlaid(other, row, typed)];
    // Somebody took away what one was working on: it comes back as a new row.
    const { id: _, ...again } = row;
    return typed.length > 0 ? [again as FormRow] : [];
  });
  const added = theirs.filter(({ id }) => !rowOf(base, id) && !rowOf(yours, id));
  return [...kept, ...added];
}

function overlaid(other: FormRow, row: FormRow, columns: readonly string[]): FormRow {
  const values = Object.fromEntries(columns.map((column) => [column, row[column]]));
  const titles = row["$expanded"] as FormValues | undefined;
  const known = columns.flatMap((column) => (titles?.[column] ? [[column, titles[column]] as const] : []));
  const expanded = { ...(other["$expanded"] as FormValues | undefined), ...Object.fromEntries(known) };
  return { ...other, ...values, $expanded: expanded };
}
