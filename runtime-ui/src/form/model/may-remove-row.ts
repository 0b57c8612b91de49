import { rowsOf } from "./form-rows.ts";
import type { FormModel, FormRow, FormValues } from "./types.ts";

/**
 * May this row go? A stored one takes the values of its cells along, so the person must be allowed to write each of them. What
 * counts is what is stored: such cells cannot be typed into. Where one cannot be seen in this document, something may stand in it.
 */
export function mayRemoveRow(model: FormModel, stored: FormValues | null, table: string, row: FormRow): boolean {
  const before = rowsOf(stored ?? {}, table).find(({ id }) => id === row["id"]);
  if (!before) return true;
  if ([...model.hidden].some((place) => place.startsWith(`${table}/`))) return false;
  const { write_level } = model.doctype.rights;
  return Object.entries(model.tables[table]?.fields ?? {}).every(
    ([id, { level = 0, type }]) => level <= write_level || (type !== "secret" && (before[id] ?? null) === null),
  );
}
