import { type Declared, renameKey } from "./declared.ts";
import type { TracedColumn, TracedNames } from "./trace-names.ts";
import type { Catalog, Column, Table } from "./types.ts";

/** What metadata of before is put on top of: the traced names, and the renames the product says that were not done yet. */
export interface RestoreGround {
  readonly names: TracedNames;
  readonly pending: ReadonlySet<string>;
}

/** Renames the product's own metadata say that the revision in force does not. */
export function pendingRenames(product: Declared, inForce: Declared): ReadonlySet<string> {
  return new Set(product.renames.filter((key) => !inForce.renames.includes(key)));
}

/**
 * The tables wanted, with what was called so then taken back from what it is called now. What the metadata of then say of former
 * names was done before then; what was not there then is left to what they say.
 */
export function restoreNames(wanted: Catalog, ground: RestoreGround): Catalog {
  const tables = [...wanted.tables.values()].map((table) => restoreTable(table, ground));
  return { ...wanted, tables: new Map(tables.map((table) => [table.name, table])) };
}

const GONE: TracedColumn = { now: null, options: [] };

function restoreTable(table: Table, { names, pending }: RestoreGround): Table {
  const traced = names.get(table.name);
  if (!traced) return table;
  const columns = table.columns.map((column) => {
    const found = traced.now === null ? GONE : traced.columns.get(column.name);
    return found ? restoreColumn(`${table.name}.${column.name}`, column, found, pending) : column;
  });
  const isPending = (table.renamedFrom ?? []).some((former) => pending.has(renameKey(table.name, former.name)));
  if (isPending && traced.now === table.name) return { ...table, columns };
  const { renamedFrom: _said, ...rest } = table;
  return { ...rest, columns, ...formerly(table.name, traced.now, (name) => ({ renamedFrom: [{ name }] })) };
}

function restoreColumn(place: string, column: Column, traced: TracedColumn, pending: ReadonlySet<string>): Column {
  const { renamedFrom: said, formerOptions: _options, ...rest } = column;
  const isPending = said !== undefined && pending.has(renameKey(place, said));
  if (isPending && traced.now === column.name) return column;
  return {
    ...rest,
    ...restoreOptions(column.options ?? [], traced.options),
    ...formerly(column.name, traced.now, (name) => ({ renamedFrom: name })),
    isRestored: true,
  };
}

const formerly = <T extends object>(name: string, now: string | null, told: (now: string) => T) =>
  now === null || now === name ? {} : { ...told(now), isRestored: true as const };

/**
 * What each option is called now becomes what it was called. Several that became one, and an option of now that has the name of
 * another one of then, leave open what their rows held.
 */
function restoreOptions(
  options: readonly string[],
  renames: TracedColumn["options"],
): Pick<Column, "formerOptions" | "untoldOptions"> {
  if (renames.length === 0) return {};
  const maps = renames.map((renamed) => new Map(Object.entries(renamed)));
  const now = options.map((was) => ({ was, is: maps.reduce((name, renamed) => renamed.get(name) ?? name, was) }));
  const isShared = (option: string) => now.filter(({ is }) => is === option).length > 1;
  const untold = new Set([
    ...now.filter(({ is }) => isShared(is)).map(({ is }) => is),
    ...options.filter((option) => now.every(({ is }) => is !== option)),
  ]);
  const told = now.filter(({ was, is }) => was !== is && !isShared(is));
  return {
    ...(told.length > 0 && { formerOptions: Object.fromEntries(told.map(({ was, is }) => [is, was])) }),
    ...(untold.size > 0 && { untoldOptions: [...untold] }),
  };
}
