import type { Ledger } from "../../contract/index.ts";
import { ident, joinSql, type Sql, sql } from "../../database/index.ts";
import type { Documents, JsonValue, RequestContext } from "../../documents/index.ts";
import { entryTable } from "../../ledgers/index.ts";
import type { PostingAnswer } from "../api-types.ts";
import { withDimensionTitles } from "./dimension-titles.ts";

/** What a document entered into ledgers, oldest first; whoever may read the document may see its postings. */
export async function readPostings(
  documents: Documents,
  ctx: RequestContext,
  doctype: string,
  id: string,
): Promise<readonly PostingAnswer[]> {
  await documents.get(ctx, doctype, id);
  const ledgers = [...new Set(ctx.registry.postingsOf(doctype).map((posting) => posting.ledger))];
  const found = await Promise.all(
    ledgers.map(async (ledger) => {
      const declared = ctx.registry.ledger(ledger);
      const text = await ctx.db.read(ctx.organization, (connection) =>
        connection.queryText(postingsQuery(declared, doctype, id)),
      );
      const postings = JSON.parse(text ?? "[]") as (PostingAnswer & { entries: Record<string, JsonValue>[] })[];
      return withDimensionTitles(documents, ctx, declared, postings);
    }),
  );
  return found.flat();
}

function postingsQuery(ledger: Ledger, doctype: string, id: string): Sql {
  return sql`
    select coalesce(json_agg(json_build_object('id', p.id, 'ledger', p.ledger, 'date', p.date, 'kind', p.kind, 'reverses', p.reverses,
      'entries', (select coalesce(json_agg(${entryJson(ledger)} order by e.line), '[]') from ${ident(entryTable(ledger.id))} e where e.posting = p.id)
    ) order by p.created_at, p.id), '[]')::text
    from posting p where p.ledger = ${ledger.id} and p.document_type = ${doctype} and p.document_id = ${id}`;
}

/** Numbers leave as text, so that no digit is lost. */
function entryJson(ledger: Ledger): Sql {
  const dimensions = Object.entries(ledger.dimensions).map(([name, { type }]) =>
    type === "dynamic_link"
      ? sql`${name}::text, case when ${ident("e", name)} is not null
          then json_build_object('type', ${ident("e", `${name}_type`)}, 'id', ${ident("e", name)}) end`
      : sql`${name}::text, ${ident("e", name)}`,
  );
  const measures = Object.keys(ledger.measures).map((name) => sql`${name}::text, ${ident("e", name)}::text`);
  return sql`json_build_object(${joinSql([...dimensions, ...measures])})`;
}
