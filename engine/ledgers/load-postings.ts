import { entryTable, type Ledger } from "../contract/index.ts";
import { ident, joinSql, type Sql, sql } from "../database/index.ts";
import type { JsonValue, RequestContext } from "../documents/index.ts";

/** A posting as it stands in its ledger, with its entries in their order. */
export interface StoredPosting {
  readonly id: string;
  readonly ledger: string;
  readonly date: string;
  readonly kind: "post" | "reversal";
  readonly reverses: string | null;
  readonly entries: readonly Readonly<Record<string, JsonValue>>[];
}

/** What a document entered into one ledger, oldest first. Whether the person may see it is asked before. */
export async function loadPostings(
  { db, organization }: Pick<RequestContext, "db" | "organization">,
  ledger: Ledger,
  doctype: string,
  id: string,
): Promise<readonly StoredPosting[]> {
  const text = await db.read(organization, (connection) => connection.queryText(postingsQuery(ledger, doctype, id)));
  return JSON.parse(text ?? "[]") as StoredPosting[];
}

function postingsQuery(ledger: Ledger, doctype: string, id: string): Sql {
  return sql`
    select coalesce(json_agg(json_build_object('id', _p.id, 'ledger', _p.ledger, 'date', _p.date, 'kind', _p.kind, 'reverses', _p.reverses,
      'entries', (select coalesce(json_agg(${entryJson(ledger)} order by _e.line), '[]') from ${ident(entryTable(ledger.id))} _e where _e.posting = _p.id)
    ) order by _p.created_at, _p.id), '[]')::text
    from posting _p where _p.ledger = ${ledger.id} and _p.document_type = ${doctype} and _p.document_id = ${id}`;
}

/** Numbers leave as text, so that no digit is lost. */
function entryJson(ledger: Ledger): Sql {
  const dimensions = Object.entries(ledger.dimensions).map(([name, { type }]) =>
    type === "dynamic_link"
      ? sql`case when ${ident("_e", name)} is not null
          then json_build_object('type', ${ident("_e", `${name}_type`)}, 'id', ${ident("_e", name)}) end as ${ident(name)}`
      : sql`${ident("_e", name)}`,
  );
  const measures = Object.keys(ledger.measures).map((name) => sql`${ident("_e", name)}::text as ${ident(name)}`);
  return sql`(select row_to_json(_entry) from (select ${joinSql([...dimensions, ...measures])}) _entry)`;
}
