import { type Database, rawSql, sql } from "../database/index.ts";

/** Keeps two nodes that start at the same time from making the same table twice. */
const LOCK = 7_071_001;

/** Makes this layer's tables in the `platform` schema; harmless at every start. */
export async function prepareJobTables(db: Database): Promise<void> {
  await db.transaction(null, async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${LOCK})`);
    for (const statement of TABLES) await tx.query(rawSql(statement));
  });
}

/** Each statement may run again. */
const TABLES: readonly string[] = [
  `create table if not exists platform.job (
    id uuid primary key,
    organization uuid not null,
    user_id uuid not null,
    kind text not null,
    status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
    progress int not null default 0,
    message jsonb,
    input jsonb,
    file_name text,
    file bytea,
    result jsonb,
    failure jsonb,
    created_at timestamptz not null default now(),
    heartbeat_at timestamptz,
    finished_at timestamptz
  )`,
  "create index if not exists job_unfinished on platform.job (heartbeat_at) where status = 'running'",
  "create index if not exists job_of_user on platform.job (user_id, created_at desc)",
];
