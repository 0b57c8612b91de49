import type { DocumentRow, JsonValue } from "../document.ts";

/** Rows of a table field; none where it has no value. */
export const rowsOf = (
  values: Readonly<Record<string, JsonValue | undefined>>,
  table: string,
): readonly DocumentRow[] => (values[table] ?? []) as readonly DocumentRow[];

const BY_ID = new WeakMap<readonly DocumentRow[], ReadonlyMap<string, DocumentRow>>();

/** Rows by their ids, found once however many are looked for. */
function rowsById(rows: readonly DocumentRow[]): ReadonlyMap<string, DocumentRow> {
  let byId = BY_ID.get(rows);
  if (!byId) {
    byId = new Map(rows.map((row) => [row.id, row]));
    BY_ID.set(rows, byId);
  }
  return byId;
}

/** The row with this id as it is stored: as a rule it stands where it stood, so that is where it is looked for first. */
export function storedRow(
  stored: Readonly<Record<string, JsonValue | undefined>> | null,
  table: string,
  id: string | undefined,
  index = 0,
): DocumentRow | undefined {
  const rows = rowsOf(stored ?? {}, table);
  if (rows[index]?.id === id) return rows[index];
  return id === undefined || rows.length === 0 ? undefined : rowsById(rows).get(id);
}
