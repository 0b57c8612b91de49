import type { DocumentRow, JsonValue } from "../document.ts";

/** Rows of a table field; none where it has no value. */
export const rowsOf = (
  values: Readonly<Record<string, JsonValue | undefined>>,
  table: string,
): readonly DocumentRow[] => (values[table] ?? []) as readonly DocumentRow[];
