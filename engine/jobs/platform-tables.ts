/** Tables of this layer in the `platform` schema; each statement may run again. */
export const JOB_TABLES: readonly string[] = [
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
