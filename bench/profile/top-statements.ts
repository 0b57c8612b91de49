import type { Client } from "pg";

export interface StatementCost {
  readonly text: string;
  readonly calls: number;
  readonly total_ms: number;
  readonly rows: number;
  readonly wal_bytes: number;
}

/** Postgres counts statements only where it was started with the extension. */
export async function resetStatements(client: Client): Promise<void> {
  await client.query("create extension if not exists pg_stat_statements schema public");
  await client.query("select public.pg_stat_statements_reset()");
}

export async function statementCosts(client: Client): Promise<StatementCost[]> {
  const { rows } = await client.query<Record<keyof StatementCost, string>>(
    `select regexp_replace(query, '\\s+', ' ', 'g') as text, calls::text, total_exec_time::text as total_ms, rows::text,
       wal_bytes::text
     from public.pg_stat_statements where query not like '%pg_stat_statements%' order by total_exec_time desc`,
  );
  return rows.map(({ text, ...numbers }) => ({
    text,
    calls: Number(numbers.calls),
    total_ms: Number(numbers.total_ms),
    rows: Number(numbers.rows),
    wal_bytes: Number(numbers.wal_bytes),
  }));
}
