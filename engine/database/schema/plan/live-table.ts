import { type Declared, renameKey } from "../declared.ts";
import type { Catalog, Column, FormerTable, Table, TableObject } from "../types.ts";
import { findRenames, type Rename } from "./find-renames.ts";
import type { FormerOptions } from "./option-change.ts";

/**
 * A column under the name it will have once the renames ran; `liveName` is its name now, `formerOptions` those whose rename was
 * not done yet.
 */
export interface LiveColumn extends Column {
  readonly liveName: string;
}

/** A table as the renames of a plan leave it, which is what the rest of the plan compares with. */
export interface LiveTable {
  readonly name: string;
  readonly liveName: string;
  readonly columns: readonly LiveColumn[];
  readonly objects: readonly TableObject[];
}

/** Names of tables now → after the plan's renames. */
export type TableRenames = ReadonlyMap<string, string>;

/** Which tables change their name. Only those of rows may take a name that is given up: a doctype's name stands in documents. */
export function findTableRenames(wanted: Catalog, live: Catalog, { renames }: Declared): readonly Rename[] {
  const renamable = [...wanted.tables.values()].map(({ name, renamedFrom = [], rowsOf, isRestored = false }) => {
    const mayBe = (former: FormerTable) =>
      (rowsOf !== undefined || !wanted.tables.has(former.name)) &&
      !renames.includes(renameKey(former.as ?? name, former.name));
    const formerNames = renamedFrom.filter((former) => isRestored || mayBe(former)).map((former) => former.name);
    return { name, formerNames, isCertain: isRestored };
  });
  return findRenames(renamable, new Set(live.tables.keys()));
}

/** The table as it will be after its own and other tables' renames; `declared` tells which renames were done before. */
export function afterRenames(
  table: Table,
  wanted: Table | undefined,
  renames: TableRenames,
  declared: Declared,
): LiveTable {
  const columns = columnRenames(table, wanted, declared);
  const newNames = new Map(columns.map(({ from, to }) => [from, to]));
  const renamed = (name: string) => newNames.get(name) ?? name;
  const wantedColumns = new Map(wanted?.columns.map((column) => [column.name, column]));
  return {
    name: renames.get(table.name) ?? table.name,
    liveName: table.name,
    columns: table.columns.map((column) => {
      const name = renamed(column.name);
      const former = newFormerOptions(wantedColumns.get(name), `${table.name}.${column.name}`, declared);
      return { ...column, name, liveName: column.name, ...(former && { formerOptions: former }) };
    }),
    objects: table.objects.map((object) => renameInside(object, renamed, renames)),
  };
}

function columnRenames(table: Table, wanted: Table | undefined, { renames }: Declared): readonly Rename[] {
  const renamable = (wanted?.columns ?? []).map(({ name, renamedFrom, isRestored = false }) => {
    const isDone = renamedFrom !== undefined && renames.includes(renameKey(`${table.name}.${name}`, renamedFrom));
    const formerNames = renamedFrom === undefined || (isDone && !isRestored) ? [] : [renamedFrom];
    return { name, formerNames, isCertain: isRestored };
  });
  return findRenames(renamable, new Set(table.columns.map(({ name }) => name)));
}

/** Options that rows may still hold under their former names. */
function newFormerOptions(wanted: Column | undefined, place: string, { renames }: Declared): FormerOptions | undefined {
  const found = Object.entries(wanted?.formerOptions ?? {}).filter(
    ([former, option]) => wanted?.isRestored || !renames.includes(renameKey(`${place}.${option}`, former)),
  );
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function renameInside(object: TableObject, column: (name: string) => string, tables: TableRenames): TableObject {
  switch (object.kind) {
    case "foreign_key":
      return { ...object, column: column(object.column), target: tables.get(object.target) ?? object.target };
    case "trigger":
      return object;
    default:
      return { ...object, columns: object.columns.map(column) };
  }
}
