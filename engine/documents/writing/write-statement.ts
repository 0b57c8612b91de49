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

/** The parts of a doctype's statements that are the same for every write. */
interface Parts {
  readonly table: Sql;
  /** `"a", "b"` */
  readonly columns: Sql;
  /** `"sent"."a", "sent"."b"` */
  readonly sent: Sql;
  /** The same for rows that did not exist before: an empty text is how a secret is cleared, here it is no secret. */
  readonly sentNew: Sql;
  /** `"a" = "sent"."a"` of the columns that change, for an update. */
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
  const sent = (names: readonly string[]) => names.map((name) => ident("sent", name));
  const assignmentsFrom = (from: string) =>
    joinSql([
      ...changing.map((name) => sql`${ident(name)} = ${ident(from, name)}`),
      ...secret.map((name) => sql`${ident(name)} = ${keptSecret(name, from)}`),
    ]);
  return {
    table: ident(doctype.table),
    columns: joinSql([...plain, ...secret].map((name) => ident(name))),
    sent: joinSql(sent([...plain, ...secret])),
    sentNew: joinSql([...sent(plain), ...sent(secret).map((value) => sql`nullif(${value}, '')`)]),
    assignments: assignmentsFrom("sent"),
    conflictAssignments: assignmentsFrom("excluded"),
  };
}

const keptSecret = (name: string, from: string): Sql =>
  sql`case when ${ident(from, name)} is null then ${ident("old", name)} else nullif(${ident(from, name)}, '') end`;

/** `insert … returning id` of a header given as one JSON record, under a condition if one is given. */
export function insertHeader(doctype: ResolvedDoctype, record: string, condition: Sql | null = null): Sql {
  const { table, columns, sentNew } = partsOf(doctype);
  return sql`insert into ${table} (${columns})
    select ${sentNew} from json_populate_record(null::${table}, ${record}::json) as sent${condition ? sql` where ${condition}` : sql``}
    returning id`;
}

/** Inserts many rows, of headers or of one table field, given as a JSON list of records. */
export function insertRecords(doctype: ResolvedDoctype, records: string): Sql {
  const { table, columns, sentNew } = partsOf(doctype);
  return sql`insert into ${table} (${columns})
    select ${sentNew} from json_populate_recordset(null::${table}, ${records}::json) as sent`;
}

/**
 * `update … returning id` of a header; no row comes back when its version is not the one the change is based on, or a
 * condition given does not hold.
 */
export function updateHeader(
  doctype: ResolvedDoctype,
  record: string,
  version: number,
  condition: Sql | null = null,
): Sql {
  const { table, assignments } = partsOf(doctype);
  return sql`update ${table} as old set ${assignments}
    from json_populate_record(null::${table}, ${record}::json) as sent
    where old.id = sent.id and old.version = ${version}${condition ? sql` and ${condition}` : sql``}
    returning old.id`;
}

/** Inserts the rows of a new document, only when its header was written. */
export function insertRows({ child, saved }: RowChanges): Sql {
  const { table, columns, sentNew } = partsOf(child);
  return sql`insert into ${table} (${columns})
    select ${sentNew} from header, json_populate_recordset(null::${table}, ${saved}::json) as sent`;
}

/** Inserts new rows and updates changed ones, only when the header was written. */
export function saveRows({ child, saved }: RowChanges): Sql {
  const { table, columns, sent, conflictAssignments } = partsOf(child);
  return sql`insert into ${table} as old (${columns})
    select ${sent}
    from header, json_populate_recordset(null::${table}, ${saved}::json) as sent
    on conflict (id) do update set ${conflictAssignments} where old.parent = excluded.parent`;
}

export function deleteRows({ child, removed }: RowChanges): Sql {
  const table = ident(child.table);
  return sql`delete from ${table} using header where ${table}.parent = header.id and ${table}.id = any(${removed}::uuid[])`;
}
