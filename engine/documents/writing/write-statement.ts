import { ident, joinSql, type Sql, sql } from "../../database/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { tableColumns } from "./table-columns.ts";

/** Rows of one table field that change with a save. */
export interface RowChanges {
  readonly child: ResolvedDoctype;
  /** Records of new and changed rows as JSON text. */
  readonly saved: string;
  /** Ids of rows that go. */
  readonly removed: readonly string[];
}

/** `insert … returning id` of a header given as one JSON record. */
export function insertHeader(doctype: ResolvedDoctype, record: string): Sql {
  const { fixed, changing, secret } = tableColumns(doctype);
  const table = ident(doctype.table);
  const plain = [...fixed, ...changing];
  return sql`insert into ${table} (${list([...plain, ...secret])})
    select ${listWithSecrets(plain, secret)} from json_populate_record(null::${table}, ${record}::json) as sent
    returning id`;
}

/** Inserts many rows, of headers or of one table field, given as a JSON list of records. */
export function insertRecords(doctype: ResolvedDoctype, records: string): Sql {
  const { fixed, changing, secret } = tableColumns(doctype);
  const table = ident(doctype.table);
  const plain = [...fixed, ...changing];
  return sql`insert into ${table} (${list([...plain, ...secret])})
    select ${listWithSecrets(plain, secret)} from json_populate_recordset(null::${table}, ${records}::json) as sent`;
}

/** `update … returning id` of a header; no row comes back when its version is not the one the change is based on. */
export function updateHeader(doctype: ResolvedDoctype, record: string, version: number): Sql {
  const { changing, secret } = tableColumns(doctype);
  const table = ident(doctype.table);
  const assignments = [
    ...changing.map((name) => sql`${ident(name)} = ${ident("sent", name)}`),
    ...secret.map((name) => sql`${ident(name)} = ${keptSecret(name, sql`old.${ident(name)}`)}`),
  ];
  return sql`update ${table} as old set ${joinSql(assignments)}
    from json_populate_record(null::${table}, ${record}::json) as sent
    where old.id = sent.id and old.version = ${version}
    returning old.id`;
}

/** Inserts new rows and updates changed ones, only when the header was written. */
export function saveRows({ child, saved }: RowChanges): Sql {
  const { fixed, changing, secret } = tableColumns(child);
  const table = ident(child.table);
  const plain = [...fixed, ...changing];
  const assignments = [
    ...changing.map((name) => sql`${ident(name)} = ${ident("excluded", name)}`),
    ...secret.map((name) => sql`${ident(name)} = ${keptSecret(name, sql`old.${ident(name)}`, "excluded")}`),
  ];
  return sql`insert into ${table} as old (${list([...plain, ...secret])})
    select ${joinSql([...plain, ...secret].map((name) => ident("sent", name)))}
    from header, json_populate_recordset(null::${table}, ${saved}::json) as sent
    on conflict (id) do update set ${joinSql(assignments)} where old.parent = excluded.parent`;
}

export function deleteRows({ child, removed }: RowChanges): Sql {
  const table = ident(child.table);
  return sql`delete from ${table} using header where ${table}.parent = header.id and ${table}.id = any(${removed}::uuid[])`;
}

const list = (names: readonly string[]): Sql => joinSql(names.map((name) => ident(name)));

/** An empty text is how a secret is cleared; on insert that is no secret. */
const listWithSecrets = (plain: readonly string[], secret: readonly string[]): Sql =>
  joinSql([
    ...plain.map((name) => ident("sent", name)),
    ...secret.map((name) => sql`nullif(${ident("sent", name)}, '')`),
  ]);

const keptSecret = (name: string, kept: Sql, from = "sent"): Sql =>
  sql`case when ${ident(from, name)} is null then ${kept} else nullif(${ident(from, name)}, '') end`;
