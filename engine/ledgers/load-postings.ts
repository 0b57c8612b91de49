import { entryTable, type Ledger } from "../contract/index.ts";
import { ident, joinSql, rawSql, type Sql, sql } from "../database/index.ts";
import { columnType, plainJsonSql } from "../database/query/index.ts";
import type { JsonValue, RequestContext } from "../documents/index.ts";
import { currencyDecimals, parseDecimal } from "../kernel/index.ts";
import type { ResolvedField } from "../registry/index.ts";
import { codeOf, writtenNumber } from "./written-number.ts";

type StoredEntry = Readonly<Record<string, JsonValue>>;

/** A posting as it stands in its ledger, with its entries in their order. */
export interface StoredPosting {
  readonly id: string;
  readonly ledger: string;
  readonly date: string;
  readonly kind: "post" | "reversal";
  readonly reverses: string | null;
  readonly entries: readonly StoredEntry[];
}

/** What a document entered into one ledger, oldest first. Whether the person may see it is asked before. */
export async function loadPostings(
  { db, organization }: Pick<RequestContext, "db" | "organization">,
  ledger: Ledger,
  doctype: string,
  id: string,
): Promise<readonly StoredPosting[]> {
  const text = await db.read(organization, (connection) => connection.queryText(postingsQuery(ledger, doctype, id)));
  const postings = JSON.parse(text ?? "[]") as StoredPosting[];
  return postings.map((posting) => ({ ...posting, entries: posting.entries.map((entry) => written(ledger, entry)) }));
}

/** Amounts in a currency of their own were once kept as they were computed. */
function written(ledger: Ledger, entry: StoredEntry): StoredEntry {
  const amounts = Object.entries(ledger.measures).flatMap(([name, field]) => {
    const [code, amount] = [codeOf(field, entry), entry[name] ?? null];
    if (code === undefined || amount === null) return [];
    return [[name, writtenNumber(field, parseDecimal(amount), currencyDecimals(code))] as const];
  });
  return { ...entry, ...Object.fromEntries(amounts) };
}

function postingsQuery(ledger: Ledger, doctype: string, id: string): Sql {
  return sql`
    select coalesce(json_agg(json_build_object('id', _p.id, 'ledger', _p.ledger, 'date', _p.date, 'kind', _p.kind, 'reverses', _p.reverses,
      'entries', (select coalesce(json_agg(${entryJson(ledger)} order by _e.line), '[]') from ${ident(entryTable(ledger.id))} _e where _e.posting = _p.id)
    ) order by _p.created_at, _p.id), '[]')::text
    from posting _p where _p.ledger = ${ledger.id} and _p.document_type = ${doctype} and _p.document_id = ${id}`;
}

/** Each value leaves as documents write one of the same field. */
function entryJson(ledger: Ledger): Sql {
  const fields = Object.entries({ ...ledger.dimensions, ...ledger.measures });
  const values = fields.map(([name, field]) => {
    const column = (of: string) => ident("_e", of).text;
    const value = plainJsonSql(
      columnType({ ...field, id: name } as ResolvedField),
      column(name),
      column(`${name}_type`),
    );
    return sql`${rawSql(value)} as ${ident(name)}`;
  });
  return sql`(select row_to_json(_entry) from (select ${joinSql(values)}) _entry)`;
}
