import type { Catalog, Column, Table, TableObject } from "../types.ts";

/** A column under the name it will have once the renames ran; `liveName` is its name now. */
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

/** Which tables change their name: a wanted one is not there, but one of its former names is, and nobody else wants that. */
export function findTableRenames(wanted: Catalog, live: Catalog): TableRenames {
  const renames = new Map<string, string>();
  for (const table of wanted.tables.values()) {
    if (live.tables.has(table.name)) continue;
    const former = table.renamedFrom?.find(
      (name) => live.tables.has(name) && !wanted.tables.has(name) && !renames.has(name),
    );
    if (former !== undefined) renames.set(former, table.name);
  }
  return renames;
}

/** The table as it will be after its own and other tables' renames. */
export function afterRenames(table: Table, wanted: Table | undefined, renames: TableRenames): LiveTable {
  const columnNames = new Map(table.columns.map(({ name }) => [name, name]));
  for (const column of wanted?.columns ?? []) {
    const isFree = !columnNames.has(column.name) && !wanted!.columns.some(({ name }) => name === column.renamedFrom);
    if (column.renamedFrom && isFree && columnNames.has(column.renamedFrom)) {
      columnNames.set(column.renamedFrom, column.name);
    }
  }
  const renamed = (name: string) => columnNames.get(name) ?? name;
  return {
    name: renames.get(table.name) ?? table.name,
    liveName: table.name,
    columns: table.columns.map((column) => ({ ...column, name: renamed(column.name), liveName: column.name })),
    objects: table.objects.map((object) => renameInside(object, renamed, renames)),
  };
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
