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
    status text not null default 'waiting',
    progress int not null default 0,
    message jsonb,
    input jsonb,
    file_name text,
    file bytea,
    result jsonb,
    failure jsonb,
    created_at timestamptz not null default now(),
    finished_at timestamptz
  )`,
  `alter table platform.job
    add column if not exists done int not null default 0,
    add column if not exists total int not null default 0,
    add column if not exists run uuid,
    add column if not exists lease_until timestamptz not null default '-infinity',
    drop column if exists heartbeat_at`,
  `alter table platform.job drop constraint if exists job_status_check,
    add constraint job_status_check check (status in ('waiting', 'running', 'interrupted', 'done', 'failed', 'dismissed'))`,
  "create index if not exists job_of_user on platform.job (user_id, created_at desc)",
];
