import { isSumsTable } from "../../contract/index.ts";
import type { Catalog, PlanStep } from "./types.ts";

/** A column of then. */
export interface TracedColumn {
  /** What it is called now; null where it was dropped since. */
  readonly now: string | null;
  /** Options that were called otherwise since: each was → became, the earliest first. */
  readonly options: readonly Readonly<Record<string, string>>[];
}

export interface TracedTable {
  readonly now: string | null;
  /** Of a table that was dropped since, not all of them. */
  readonly columns: ReadonlyMap<string, TracedColumn>;
}

/** The tables there were, by what they were called. */
export type TracedNames = ReadonlyMap<string, TracedTable>;

type Column = { -readonly [Key in keyof TracedColumn]: TracedColumn[Key] };
type Columns = Map<string, Column>;
type Tables = Map<string, { readonly now: string | null; readonly columns: Columns }>;

/**
 * What was called how before the steps were done, told from what is there now by going back over them (`steps` in the order they
 * were done). Null where a step does not tell what it renamed. Sums are made anew from their entries, so they are left out.
 */
export function traceNames(live: Catalog, steps: readonly PlanStep[]): TracedNames | null {
  const own = [...live.tables.values()].filter(({ name, isEngineTable }) => !isEngineTable && !isSumsTable(name));
  const tables: Tables = new Map(
    own.map(({ name, columns }) => [
      name,
      { now: name, columns: new Map(columns.map((column) => [column.name, { now: column.name, options: [] }])) },
    ]),
  );
  const isTold = steps
    .filter(({ table }) => !isSumsTable(table))
    .toReversed()
    .every((step) => goBack(tables, step));
  return isTold ? tables : null;
}

/** False where the step, or what is there, does not tell. */
function goBack(tables: Tables, step: PlanStep): boolean {
  const { kind, table, subject = "" } = step;
  switch (kind) {
    case "rename_table":
      return isMoved(tables, subject, table);
    case "create_table":
      return tables.delete(table);
    case "drop_table":
      return tables.set(table, { now: null, columns: new Map() }).has(table);
    default: {
      const found = tables.get(table);
      // Which columns a table had that was dropped since makes no difference: none of them is left.
      return found?.now === null || goBackInside(found?.columns, step);
    }
  }
}

function goBackInside(columns: Columns | undefined, { kind, subject = "", former, options }: PlanStep): boolean {
  switch (kind) {
    case "rename_column":
      return columns !== undefined && former !== undefined && isMoved(columns, subject, former);
    case "add_column":
      return columns?.delete(subject) ?? false;
    case "drop_column":
      return columns?.set(subject, { now: null, options: [] }).has(subject) ?? false;
    case "rename_options":
      return columns !== undefined && options !== undefined && isRenamed(columns, subject, options);
    default:
      return true;
  }
}

function isMoved<T>(names: Map<string, T>, from: string, to: string): boolean {
  const found = names.get(from);
  if (found === undefined) return false;
  names.delete(from);
  names.set(to, found);
  return true;
}

function isRenamed(columns: Columns, name: string, options: Readonly<Record<string, string>>): boolean {
  const found = columns.get(name);
  if (found) found.options = [options, ...found.options];
  return found !== undefined;
}
