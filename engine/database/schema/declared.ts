import type { FieldLimits } from "../../calculation/index.ts";
import { quoteIdent, rawSql, sql } from "../sql.ts";
import type { Connection } from "../types.ts";
import type { Catalog, Column, Table } from "./types.ts";

/**
 * What applied metadata said of its tables that the tables themselves do not show: kept with the revision, so that a rename is
 * done once, even where the former name is in use again, and that limits are known to have become narrower.
 */
export interface Declared {
  /** `table.column < former`, see `renameKey`. */
  readonly renames: readonly string[];
  /** By `table.column`, of every column whose values may have limits. */
  readonly limits: Readonly<Record<string, FieldLimits>>;
}

export const renameKey = (place: string, former: string): string => `${place} < ${former}`;

const NOTHING: Declared = { renames: [], limits: {} };

export function declaredBy(wanted: Catalog): Declared {
  const tables = [...wanted.tables.values()];
  const places = tables.flatMap((table) =>
    table.columns.map((column) => ({ place: `${table.name}.${column.name}`, column })),
  );
  return {
    renames: [...tables.flatMap(tableRenames), ...places.flatMap(({ place, column }) => columnRenames(place, column))],
    limits: Object.fromEntries(places.flatMap(({ place, column }) => (column.limits ? [[place, column.limits]] : []))),
  };
}

const tableRenames = ({ name, renamedFrom = [] }: Table) => renamedFrom.map((former) => renameKey(name, former.name));

const columnRenames = (place: string, { renamedFrom, formerOptions = {} }: Column) => [
  ...(renamedFrom === undefined ? [] : [renameKey(place, renamedFrom)]),
  ...Object.entries(formerOptions).map(([former, option]) => renameKey(`${place}.${option}`, former)),
];

/** Of the revision in force; nothing where it was applied before that was kept. */
export async function loadDeclared(connection: Connection, schema: string): Promise<Declared> {
  const revisions = rawSql(`${quoteIdent(schema)}.metadata_revision`);
  // An organization that was not brought up to this program's tables yet lacks the column, and is only looked at.
  const [row] = await connection.query<{ declared: Declared | null }>(
    sql`select to_json(_revision) -> 'declared' as declared from ${revisions} as _revision order by revision desc limit 1`,
  );
  return row?.declared ?? NOTHING;
}
