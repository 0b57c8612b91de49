import {
  fieldIndex,
  isAlwaysComputed,
  type JsonValue,
  type Members,
  mayCompute,
  valuesEqual,
} from "../../../../engine/calculation/index.ts";
import type { ResolvedDoctype, ResolvedField, ResolvedTableField } from "../../../../engine/contract/index.ts";
import { newId } from "../../../../engine/kernel/index.ts";
import { autoOf, rowsOf } from "./form-rows.ts";
import type { FormRow, FormValues } from "./types.ts";

/**
 * A form's values with those that follow defaults and formulas taken from a computed document. What was typed stays as it
 * was typed; rows that come out as they were keep their identity, so that a grid redraws only what changed.
 */
export function takeComputed(
  doctype: ResolvedDoctype,
  stored: FormValues | null,
  given: FormValues,
  computed: Members,
): FormValues {
  const isFree = (field: ResolvedField, table?: ResolvedField) =>
    mayCompute({ stored: stored as Members | null }, field, table);
  const { scalars, tables, byId } = fieldIndex(doctype);
  const fields = [...scalars, ...[...byId.values()].filter(({ type }) => type === "computed")];
  const values: Record<string, unknown> = { ...takeFields(fields, given, computed, (field) => isFree(field)) };
  for (const table of tables) {
    const before = rowsOf(given, table.id);
    if (!Array.isArray(computed[table.id])) continue;
    const rows = computed[table.id] as readonly Members[];
    const after = table.derive
      ? isFree(table)
        ? derivedRows(table, before, rows)
        : before
      : before.map((row, index) =>
          takeFields(fieldIndex(table.child).scalars, row, rows[index] ?? {}, (field) => isFree(field, table)),
        );
    const isSame = after.length === before.length && after.every((row, index) => row === before[index]);
    values[table.id] = isSame ? before : after;
  }
  return values;
}

/** The same record where nothing changes. */
function takeFields<T extends FormValues>(
  fields: readonly ResolvedField[],
  record: T,
  computed: Members,
  isFree: (field: ResolvedField) => boolean,
): T {
  const auto = autoOf(record);
  const changed: Record<string, JsonValue> = {};
  for (const field of fields) {
    const value = computed[field.id];
    if (value === undefined || !isFree(field) || !(isAlwaysComputed(field) || auto.includes(field.id))) continue;
    if (!valuesEqual(value, record[field.id] as JsonValue | undefined)) changed[field.id] = value;
  }
  return Object.keys(changed).length === 0 ? record : { ...record, ...changed };
}

/** A group keeps the key of its row, by what it is grouped by. */
function derivedRows(
  { child, derive }: ResolvedTableField,
  before: readonly FormRow[],
  rows: readonly Members[],
): readonly FormRow[] {
  const columns = fieldIndex(child).scalars;
  const groupOf = (row: FormValues) =>
    JSON.stringify(Object.keys(derive?.by ?? {}).map((column) => row[column] ?? null));
  const known = new Map(before.map((row) => [groupOf(row), row]));
  return rows.map((row) => {
    const same = known.get(groupOf(row));
    const isSame = same && columns.every(({ id }) => valuesEqual(row[id], same[id] as JsonValue | undefined));
    if (isSame) return same;
    const cells = Object.fromEntries(columns.map(({ id }) => [id, row[id] ?? null]));
    return { ...same, ...cells, $key: same?.$key ?? newId() };
  });
}
