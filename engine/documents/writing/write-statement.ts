import { fragment, ident, joinSql, quoteIdent, rawSql, rowOf, type Sql, sql } from "../../database/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { searchTextWith } from "../numbering/draw-numbers.ts";
import type { Document, JsonValue } from "../types.ts";
import { columnTypes, tableColumns } from "./table-columns.ts";

/** Values of columns, by name. */
export type TableRecord = Readonly<Record<string, JsonValue | undefined>>;

/** Rows of one table field that change with a save. */
export interface RowChanges {
  readonly child: ResolvedDoctype;
  /** Records of new and changed rows. */
  readonly saved: readonly TableRecord[];
  /** Rows that go. */
  readonly removed: readonly { readonly id: string; readonly parent: string }[];
}

/** The parts of a doctype's statements that are the same for every write. */
interface Parts {
  readonly table: Sql;
  readonly names: readonly string[];
  /** Inserts one row, of values in the order of `names`, as far as a condition goes behind. */
  readonly insertOne: (values: readonly unknown[]) => Sql;
  /** The same with its number, from a number drawn as `_drawn`. */
  readonly insertNumbered: (values: readonly unknown[]) => Sql;
  /** `"a", "b"` */
  readonly columns: Sql;
  /** `"_sent"."a", "_sent"."b"` */
  readonly sent: Sql;
  /** The same for rows that did not exist before: an empty text is how a secret is cleared, here it is no secret. */
  readonly sentNew: Sql;
  /** `"a" = "_sent"."a"` of the columns that change, for an update. */
  readonly assignments: Sql;
  /** … for an insert that meets the row. */
  readonly conflictAssignments: Sql;
}

const PARTS = new WeakMap<ResolvedDoctype, Parts>();

function partsOf(doctype: ResolvedDoctype): Parts {
  let parts = PARTS.get(doctype);
  if (!parts) {
    parts = makeParts(doctype);
    PARTS.set(doctype, parts);
  }
  return parts;
}

function makeParts(doctype: ResolvedDoctype): Parts {
  const { fixed, changing, secret } = tableColumns(doctype);
  const plain = [...fixed, ...changing];
  const sent = (names: readonly string[]) => names.map((name) => ident("_sent", name));
  const assignmentsFrom = (from: string) =>
    joinSql([
      ...changing.map((name) => sql`${ident(name)} = ${ident(from, name)}`),
      ...secret.map((name) => sql`${ident(name)} = ${keptSecret(name, from)}`),
    ]);
  const names = [...plain, ...secret];
  const types = columnTypes(doctype);
  const place = (name: string, index: number) => `$${index + 1}::${types.get(name)}`;
  const [list, values] = [names.map(quoteIdent).join(", "), names.map(place).join(", ")];
  const numberedPlace = (name: string, index: number) =>
    (name === "search_text" && searchTextWith(doctype, rawSql(place(name, index)))?.text) || place(name, index);
  return {
    table: ident(doctype.table),
    names,
    insertOne: fragment(`insert into ${quoteIdent(doctype.table)} (${list}) select ${values}`),
    insertNumbered: fragment(
      `insert into ${quoteIdent(doctype.table)} (${list}, number) select ${names.map(numberedPlace).join(", ")}, _drawn.number`,
    ),
    columns: joinSql([...plain, ...secret].map((name) => ident(name))),
    sent: joinSql([...sent(plain), ...secret.map((name) => sentSecret(ident(doctype.table), name))]),
    sentNew: joinSql([...sent(plain), ...sent(secret).map((value) => sql`nullif(${value}, '')`)]),
    assignments: assignmentsFrom("_sent"),
    conflictAssignments: assignmentsFrom("excluded"),
  };
}

/** An empty secret erases the one that is there; a new row has none. */
const sentSecret = (table: Sql, name: string): Sql =>
  sql`case when ${ident("_sent", name)} = '' and not exists (select from ${table} as _known where _known.id = _sent.id)
    then null else ${ident("_sent", name)} end`;

const keptSecret = (name: string, from: string): Sql =>
  sql`case when ${ident(from, name)} is null then ${ident("_old", name)} else nullif(${ident(from, name)}, '') end`;

/** Records as rows of the table. */
const sentAs = ({ table }: ResolvedDoctype, records: readonly TableRecord[]): Sql =>
  sql`json_populate_recordset(${rowOf(table)}, ${JSON.stringify(records)}::json) as _sent`;

const under = (condition: Sql | null, word: "where" | "and"): Sql =>
  condition ? sql` ${rawSql(word)} ${condition}` : sql``;

/** Inserts headers and answers them, under a condition or, one alone, with the number `drawn` for it. */
export function insertHeaders(
  doctype: ResolvedDoctype,
  records: readonly TableRecord[],
  condition: Sql | null,
  drawn: Sql | null,
): Sql {
  const [record] = records;
  if (!drawn || !record) return sql`${insertRecords(doctype, records, condition)} returning *`;
  return sql`${partsOf(doctype).insertNumbered(valuesOf(doctype, record))} from ${drawn} as _drawn returning *`;
}

/** Inserts headers, or rows of one table field, under a condition. */
export function insertRecords(doctype: ResolvedDoctype, records: readonly TableRecord[], condition: Sql | null): Sql {
  const { table, columns, sentNew, insertOne } = partsOf(doctype);
  const [record] = records;
  // One row, the usual case, costs Postgres less as plain values than as JSON.
  if (record && records.length === 1) return sql`${insertOne(valuesOf(doctype, record))}${under(condition, "where")}`;
  return sql`insert into ${table} (${columns})
    select ${sentNew} from ${sentAs(doctype, records)}${under(condition, "where")}`;
}

/** The values of a new row, in the order of `Parts.names`. */
function valuesOf(doctype: ResolvedDoctype, record: TableRecord): unknown[] {
  const { secret } = tableColumns(doctype);
  return partsOf(doctype).names.map((name) =>
    record[name] === "" && secret.includes(name) ? null : parameter(doctype, name, record[name]),
  );
}

/** A value as a parameter of its column's type. */
function parameter(doctype: ResolvedDoctype, name: string, value: JsonValue | undefined): unknown {
  if (value === undefined || value === null) return null;
  return columnTypes(doctype).get(name) === "jsonb" ? JSON.stringify(value) : value;
}

/** Ids of documents that are new, under a condition. */
export const newIds = (documents: readonly Document[], condition: Sql | null): Sql =>
  sql`select id from unnest(${documents.map(({ id }) => id)}::uuid[]) as _new (id)${under(condition, "where")}`;

/** Holds headers that have the version before the one to be written, under a condition; in the order of their ids, as everybody does. */
export function lockHeaders(
  doctype: ResolvedDoctype,
  works: readonly { readonly document: Document }[],
  condition: Sql | null,
): Sql {
  const { table } = partsOf(doctype);
  const more = under(condition, "and");
  const [only] = works;
  if (only && works.length === 1)
    return sql`select _old.id from ${table} as _old
      where _old.id = ${only.document.id}::uuid and _old.version = ${only.document.version - 1}::int${more} for no key update`;
  const ids = works.map(({ document }) => document.id);
  const versions = works.map(({ document }) => document.version - 1);
  return sql`select _old.id from ${table} as _old join unnest(${ids}::uuid[], ${versions}::int[]) as _sent (id, version)
    on _old.id = _sent.id and _old.version = _sent.version${more} order by _old.id for no key update of _old`;
}

/**
 * Updates the columns of one header that change, and answers it if it still had the version before the one written, under a
 * condition and with the number `drawn` for it, if any.
 */
export function updateHeader(
  doctype: ResolvedDoctype,
  id: string,
  changed: TableRecord,
  condition: Sql | null,
  drawn: Sql | null,
): Sql {
  const { secret } = tableColumns(doctype);
  const values = new Map<string, unknown>();
  for (const name of Object.keys(changed))
    values.set(name, secret.includes(name) && changed[name] === "" ? null : parameter(doctype, name, changed[name]));
  if (drawn) {
    values.set("number", NUMBER);
    const before = values.has("search_text") ? sql`${values.get("search_text")}::text` : sql`_old.search_text`;
    const search = searchTextWith(doctype, before);
    if (search) values.set("search_text", search);
  }
  const assignments = [...values].map(([name, value]) => sql`${ident(name)} = ${value}`);
  return sql`update ${partsOf(doctype).table} as _old set ${joinSql(assignments)}${drawn ? sql` from ${drawn} as _drawn` : NOTHING}
    where _old.id = ${id}::uuid and _old.version = ${Number(changed["version"]) - 1}::int${under(condition, "and")} returning _old.*`;
}

const NUMBER = sql`_drawn.number`;
const NOTHING = sql``;

/** Updates headers and answers those that still had the version before the one written, under a condition. */
export function updateHeaders(doctype: ResolvedDoctype, records: readonly TableRecord[], condition: Sql | null): Sql {
  const { table, assignments } = partsOf(doctype);
  return sql`update ${table} as _old set ${assignments} from ${sentAs(doctype, records)}
    where _old.id = _sent.id and _old.version = _sent.version - 1${under(condition, "and")} returning _old.*`;
}

/** Inserts new rows and updates changed ones. */
export function saveRows({ child, saved }: RowChanges, written: Sql): Sql {
  const { table, columns, sent, conflictAssignments } = partsOf(child);
  return sql`insert into ${table} as _old (${columns})
    select ${sent} from ${sentAs(child, saved)} where ${written}
    on conflict (id) do update set ${conflictAssignments} where _old.parent = excluded.parent`;
}

export function deleteRows({ child, removed }: RowChanges, written: Sql): Sql {
  const ids = removed.map(({ id }) => id);
  const parents = removed.map(({ parent }) => parent);
  return sql`delete from ${ident(child.table)} as _old using unnest(${ids}::uuid[], ${parents}::uuid[]) as _gone (id, parent)
    where _old.id = _gone.id and _old.parent = _gone.parent and ${written}`;
}
