import type { DocumentAnswer, ListAnswer, ListTotal, MetaAnswer } from "../../../engine/http/api-types.ts";
import { newId } from "../../../engine/kernel/index.ts";
import { type ColumnSpec, currencyColumn } from "../meta/columns.ts";

/** What a row below a list adds up: everything, or the documents in one state. */
export type TotalKind = "all" | NonNullable<ListTotal["docstatus"]>;

/** A row below a list. Its values stand where those of a document stand. */
export interface TotalRow {
  readonly $kind: TotalKind;
  readonly $unit: string | null;
  readonly [path: string]: unknown;
}

const KINDS: readonly TotalKind[] = ["all", "submitted", "draft", "cancelled"];

/**
 * The rows below a list: its totals, once for each currency or unit its values are in. What is submitted counts; drafts stand
 * apart, and what was cancelled only where there is nothing else. Each row has an id of its own, for a grid keeps what it drew
 * of a row it knows.
 */
export function totalRows(
  meta: MetaAnswer,
  columns: readonly ColumnSpec[],
  totals: NonNullable<ListAnswer["totals"]>,
): DocumentAnswer[] {
  const kinds = KINDS.flatMap((kind) => {
    const rows = rowsOf(meta, columns, totals, kind);
    return rows.length > 0 ? [{ kind, rows }] : [];
  });
  const shown = kinds.filter(({ kind }, index) => kind !== "cancelled" || index === 0);
  return shown.flatMap(({ rows }) => rows.map((row) => ({ ...row, id: newId() }) as unknown as DocumentAnswer));
}

function rowsOf(
  meta: MetaAnswer,
  columns: readonly ColumnSpec[],
  totals: NonNullable<ListAnswer["totals"]>,
  kind: TotalKind,
): TotalRow[] {
  const told = columns.flatMap((column) =>
    (totals[column.path] ?? [])
      .filter(({ docstatus = "all" }) => docstatus === kind)
      .map(({ unit, sum }) => ({ column, unit, sum })),
  );
  const named = [...new Set(told.flatMap(({ unit }) => unit ?? []))].toSorted();
  const units = named.length > 0 ? named : told.length > 0 ? [null] : [];
  return units.map((unit, index) => {
    // What has no unit has one sum, which stands in the first row.
    const here = told.filter((one) => one.unit === unit || (one.unit === null && index === 0));
    const values = here.flatMap(({ column, sum }) => [[column.path, sum] as const, ...unitOf(meta, column, unit)]);
    return { ...Object.fromEntries(values), $kind: kind, $unit: unit };
  });
}

function unitOf(meta: MetaAnswer, column: ColumnSpec, unit: string | null) {
  const currency = currencyColumn(meta, column);
  return currency ? [[currency.path, unit] as const] : [];
}
