/** Tables of people, organizations and sessions in the `platform` schema; each statement may run again. */
export const IDENTITY_TABLES: readonly string[] = [
  `create table if not exists platform.users (
    id uuid primary key,
    email text not null,
    email_key text not null unique,
    name text not null,
    password_hash text not null,
    language text not null check (language in ('fr', 'en')),
    theme text not null default 'system' check (theme in ('light', 'dark', 'system')),
    is_active boolean not null default true,
    created_at timestamptz not null default now()
  )`,
  `create table if not exists platform.organizations (
    id uuid primary key,
    slug text not null unique,
    schema text not null unique,
    name text not null,
    status text not null check (status in ('creating', 'active', 'inactive')),
    created_at timestamptz not null default now(),
    created_by uuid references platform.users
  )`,
  `create table if not exists platform.memberships (
    organization uuid not null references platform.organizations on delete cascade,
    user_id uuid not null references platform.users on delete cascade,
    roles text[] not null,
    is_active boolean not null default true,
    joined_at timestamptz not null default now(),
    primary key (organization, user_id)
  )`,
  "create index if not exists memberships_user on platform.memberships (user_id)",
  `create table if not exists platform.invitations (
    organization uuid not null references platform.organizations on delete cascade,
    email text not null,
    email_key text not null,
    roles text[] not null,
    invited_by uuid references platform.users,
    created_at timestamptz not null default now(),
    primary key (organization, email_key)
  )`,
  `create table if not exists platform.sessions (
    id uuid primary key,
    user_id uuid not null references platform.users on delete cascade,
    created_at timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    ended_why text,
    user_agent text,
    address text
  )`,
  "create index if not exists sessions_user on platform.sessions (user_id) where ended_at is null",
  `create table if not exists platform.refresh_tokens (
    hash bytea primary key,
    session uuid not null references platform.sessions on delete cascade,
    created_at timestamptz not null default now(),
    used_at timestamptz
  )`,
  "create index if not exists refresh_tokens_session on platform.refresh_tokens (session)",
  `create table if not exists platform.mail_links (
    hash bytea primary key,
    purpose text not null check (purpose in ('verify', 'reset')),
    email_key text not null,
    payload jsonb not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  "create index if not exists mail_links_email on platform.mail_links (email_key)",
  `create table if not exists platform.mails (
    id uuid primary key,
    recipient text not null,
    kind text not null,
    subject text not null,
    body text not null,
    created_at timestamptz not null default now(),
    sent_at timestamptz
  )`,
  "create table if not exists platform.secrets (name text primary key, value bytea not null, created_at timestamptz not null default now())",
];
