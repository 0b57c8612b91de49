import type { DocumentRow, JsonValue } from "../document.ts";

/** Rows of a table field; none where it has no value. */
export const rowsOf = (
  values: Readonly<Record<string, JsonValue | undefined>>,
  table: string,
): readonly DocumentRow[] => (values[table] ?? []) as readonly DocumentRow[];

/** The row with this id as it is stored: as a rule it stands where it stood, so that is where it is looked for first. */
export function storedRow(
  stored: Readonly<Record<string, JsonValue | undefined>> | null,
  table: string,
  id: string | undefined,
  index = 0,
): DocumentRow | undefined {
  const rows = rowsOf(stored ?? {}, table);
  return rows[index]?.id === id ? rows[index] : rows.find((row) => row.id === id);
}
