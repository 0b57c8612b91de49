import type { Client } from "pg";
import { fromTemplate, otherColumns } from "./load-data.ts";

/** Where a server keeps its invoices. */
export interface DraftPlace {
  readonly schema: string;
  readonly header: string;
  /** Tables of lines. */
  readonly tables: readonly string[];
}

/** Copies a draft that a server made, each copy for another customer, so that submits do not meet at one. Returns the ids. */
export async function copyDraft(client: Client, place: DraftPlace, draft: string, count: number): Promise<string[]> {
  const { schema, header, tables } = place;
  await client.query(`set search_path to "${schema}", public`);
  await client.query("set session_replication_role = replica");
  await client.query(
    `create temp table draft_copy as select uuidv7() as id, party.id as customer, party.name
     from (select id, name from party where code like 'B%' and is_customer order by random() limit least($1::int, 5000)) party,
       generate_series(1, $2::int)`,
    [count, Math.ceil(count / 5_000)],
  );
  const own = ["id", "customer", "customer_name", "search_text"];
  const rest = await otherColumns(client, header, own);
  await client.query(
    `insert into ${header} (${own.join(", ")}, ${rest})
     select copy.id, copy.customer, copy.name, lower(copy.name), ${fromTemplate(rest)} from draft_copy copy, ${header} template
     where template.id = $1`,
    [draft],
  );
  for (const table of tables) {
    const columns = await otherColumns(client, table, ["id", "parent"]);
    await client.query(
      `insert into ${table} (id, parent, ${columns})
       select uuidv7(), copy.id, ${fromTemplate(columns)} from draft_copy copy, ${table} template where template.parent = $1`,
      [draft],
    );
  }
  const { rows } = await client.query<{ id: string }>("select id from draft_copy");
  await client.query("drop table draft_copy");
  await client.query("set session_replication_role = default");
  return rows.map(({ id }) => id);
}
