import { fieldIndex, valuesEqual } from "../../calculation/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { Document, DocumentRow, HistoryChange, JsonValue } from "../types.ts";

type Values = Readonly<Record<string, JsonValue | undefined>>;

/** System fields whose change is worth telling; the others change with every save. */
const TOLD_SYSTEM_FIELDS = ["docstatus"];
/** How a new document begins; not worth telling. */
const NEW: Readonly<Record<string, JsonValue>> = { docstatus: "draft" };
/** That a secret changed is told, never what it is. */
const HIDDEN = "•••";

/** Every field that differs, the rows of tables included: a new row has no before, a removed one no after. */
export function diffDocuments(doctype: ResolvedDoctype, before: Document | null, after: Document): HistoryChange[] {
  const { scalars, tables } = fieldIndex(doctype);
  const system = TOLD_SYSTEM_FIELDS.filter((id) => after[id] !== undefined).flatMap((field): HistoryChange[] => {
    const from = before ? before[field] : NEW[field];
    return valuesEqual(from, after[field]) ? [] : [{ field, before: from ?? null, after: after[field] ?? null }];
  });
  return [
    ...system,
    ...diffFields(scalars, before ?? {}, after),
    ...tables.flatMap((table) => diffRows(table.id, table.child, rows(before, table.id), rows(after, table.id))),
  ];
}

const rows = (document: Document | null, table: string): readonly DocumentRow[] =>
  (document?.[table] ?? []) as readonly DocumentRow[];

function diffFields(fields: readonly ResolvedField[], before: Values, after: Values): HistoryChange[] {
  const changes: HistoryChange[] = [];
  for (const { id, type } of fields) {
    const from = before[id];
    const to = after[id];
    if (type === "secret") {
      if (to !== undefined) changes.push({ field: id, before: HIDDEN, after: HIDDEN });
    } else if (!valuesEqual(from, to)) changes.push({ field: id, before: from ?? null, after: to ?? null });
  }
  return changes;
}

function diffRows(
  table: string,
  child: ResolvedDoctype,
  before: readonly DocumentRow[],
  after: readonly DocumentRow[],
): HistoryChange[] {
  const old = new Map(before.map((row) => [row.id, row]));
  const current = new Set(after.map((row) => row.id));
  const { scalars } = fieldIndex(child);
  const removed = before.filter((row) => !current.has(row.id));
  return [
    ...movedRows(table, before, after),
    ...removed.map((row) => ({ field: table, row: row.id, before: shown(scalars, row), after: null })),
    ...after.flatMap((row): HistoryChange[] => {
      const stored = old.get(row.id);
      if (!stored) return [{ field: table, row: row.id, before: null, after: shown(scalars, row) }];
      return diffFields(scalars, stored, row).map(({ field, ...rest }) => ({
        field: table,
        row: row.id,
        column: field,
        ...rest,
      }));
    }),
  ];
}

/** Rows that stay but change their order are told by their ids, before and after. */
function movedRows(table: string, before: readonly DocumentRow[], after: readonly DocumentRow[]): HistoryChange[] {
  const [was, is] = [before, after].map((rows) => new Set(rows.map(({ id }) => id))) as [Set<string>, Set<string>];
  const [kept, now] = [[...was].filter((id) => is.has(id)), [...is].filter((id) => was.has(id))];
  return valuesEqual(kept, now) ? [] : [{ field: table, before: kept, after: now }];
}

/** A whole row, without what it leaves empty. */
function shown(fields: readonly ResolvedField[], row: DocumentRow): JsonValue {
  const values: Record<string, JsonValue> = {};
  for (const { id, type } of fields) {
    const value = row[id];
    if (value !== null && value !== undefined) values[id] = type === "secret" ? HIDDEN : value;
  }
  return values;
}
