import { ENGINE_TABLE_IDS } from "../../contract/index.ts";
import { quoteIdent } from "../sql.ts";
import { triggerFunctions } from "./trigger-functions.ts";

/** A step in the life of the tables every organization has beside those of its doctypes. Never changed once released: add one. */
export interface EngineMigration {
  readonly version: number;
  readonly statements: (schema: string) => readonly string[];
}

/** Tables of an organization's schema that the metadata does not declare. */
export const ENGINE_TABLES: ReadonlySet<string> = new Set(ENGINE_TABLE_IDS);

export const ENGINE_MIGRATIONS: readonly EngineMigration[] = [
  {
    version: 1,
    statements: (schema) => [
      ...firstTables(quoteIdent(schema)),
      ...triggerFunctions(schema),
      ...firstTriggers(quoteIdent(schema)),
    ],
  },
  { version: 2, statements: (schema) => orderedRevisions(`${quoteIdent(schema)}.metadata_revision`) },
  // Whether a posting balances is looked at where its entries are added. The function that did so at the commit stays for
  // ledgers whose tables are not at this version yet.
  { version: 3, statements: triggerFunctions },
  // The answer of a repeated request is the document as it is; no version of it was ever kept.
  {
    version: 4,
    statements: (schema) => [`alter table ${quoteIdent(schema)}.idempotency_key drop column if exists version`],
  },
  // Entries without a posting are refused along with late ones; each ledger has its own function that looks at the balance.
  { version: 5, statements: triggerFunctions },
  { version: 6, statements: (schema) => [jobProgress(quoteIdent(schema))] },
  // What a revision said that its tables do not show: renames done, limits of values.
  {
    version: 7,
    statements: (schema) => [
      `alter table ${quoteIdent(schema)}.metadata_revision add column if not exists declared json`,
    ],
  },
];

/**
 * The order of members means something in metadata, and `jsonb` sorts them. A layer was known by the name of the folder it came
 * from; now there is one for each module it is about, and it says whose it is.
 */
const orderedRevisions = (table: string): string[] => [
  `alter table ${table} alter column layers type json using layers::json, alter column steps type json using steps::json`,
  `update ${table} set layers = (
    select coalesce(json_agg(json_build_object('module', module, 'owner', 'organization', 'patches', patches) order by rank, first), '[]')
    from (
      select layer.rank, split_part(patch.key, '/', 1) as module, min(patch.rank) as first,
        json_object_agg(patch.key, patch.value order by patch.rank) as patches
      from json_array_elements(layers) with ordinality as layer (value, rank),
        json_each(layer.value -> 'patches') with ordinality as patch (key, value, rank)
      group by layer.rank, split_part(patch.key, '/', 1)) parts)`,
];

/**
 * How far a long piece of work came: written by the transactions that write its documents, so beside them. `run` is the worker that
 * has it; one that lost it to another writes no more.
 */
const jobProgress = (schema: string): string =>
  `create table ${schema}.job_progress (
    job uuid primary key,
    run uuid not null,
    done integer not null default 0,
    total integer not null default 0,
    state jsonb,
    intention bytea,
    kept_at timestamptz not null default now())`;

const firstTables = (schema: string): string[] => [
  ...registryTables(schema),
  ...ledgerTables(schema),
  ...documentTables(schema),
  ...deliveryTables(schema),
];

const registryTables = (schema: string): string[] => [
  `create table ${schema}.metadata_revision (
    revision bigint primary key,
    registry_hash text not null,
    layers jsonb not null,
    steps jsonb not null,
    reason text,
    created_at timestamptz not null default now(),
    created_by uuid)`,
  `create table ${schema}.number_series (prefix text primary key, next bigint not null check (next > 0))`,
];

/** `xact` tells which transaction made a row: what makes postings sealable and roll-ups exact. */
const ledgerTables = (schema: string): string[] => [
  `create table ${schema}.posting (
    id uuid primary key,
    ledger text not null,
    document_type text not null,
    document_id uuid not null,
    document_number text,
    date date not null,
    kind text not null check (kind in ('post', 'reversal')),
    reverses uuid unique references ${schema}.posting (id),
    xact xid8 not null default pg_current_xact_id(),
    created_at timestamptz not null,
    created_by uuid,
    check ((kind = 'reversal') = (reverses is not null)))`,
  `create index on ${schema}.posting (document_type, document_id)`,
  `create index on ${schema}.posting (ledger, date)`,
  `create table ${schema}.ledger_horizon (ledger text primary key, xact xid8 not null)`,
];

const documentTables = (schema: string): string[] => [
  `create table ${schema}.history (
    id uuid primary key,
    document_type text not null,
    document_id uuid not null,
    version integer not null,
    verb text not null,
    changes jsonb not null,
    reason text,
    request_id text,
    created_at timestamptz not null,
    created_by uuid)`,
  `create index on ${schema}.history (document_type, document_id, version)`,
  `create table ${schema}.comment (
    id uuid primary key,
    document_type text not null,
    document_id uuid not null,
    body text not null,
    created_at timestamptz not null,
    created_by uuid)`,
  `create index on ${schema}.comment (document_type, document_id, created_at)`,
  `create table ${schema}.attachment (
    id uuid primary key,
    document_type text,
    document_id uuid,
    field text,
    file_name text not null,
    content_type text not null,
    size_bytes bigint not null check (size_bytes >= 0),
    sha256 text not null,
    storage_key text not null unique,
    created_at timestamptz not null,
    created_by uuid)`,
  `create index on ${schema}.attachment (document_type, document_id)`,
  `create table ${schema}.document_tag (
    document_type text not null,
    document_id uuid not null,
    tag text not null,
    created_at timestamptz not null,
    created_by uuid,
    primary key (document_type, document_id, tag))`,
  `create index on ${schema}.document_tag (document_type, tag)`,
  `create table ${schema}.conversion_line (
    conversion text not null,
    source_id uuid not null,
    source_line uuid not null,
    target_id uuid not null,
    target_line uuid not null,
    quantity numeric not null,
    primary key (conversion, source_line, target_line))`,
  `create index on ${schema}.conversion_line (source_id)`,
  `create index on ${schema}.conversion_line (target_id)`,
];

const deliveryTables = (schema: string): string[] => [
  `create table ${schema}.outbox (
    id uuid primary key,
    event text not null,
    document_type text not null,
    document_id uuid not null,
    version integer not null,
    payload jsonb not null,
    created_at timestamptz not null)`,
  `create index on ${schema}.outbox (created_at)`,
  `create table ${schema}.idempotency_key (
    principal uuid not null,
    key text not null,
    request_hash text not null,
    document_type text not null,
    document_id uuid not null,
    version integer not null,
    created_at timestamptz not null,
    primary key (principal, key))`,
  `create index on ${schema}.idempotency_key (created_at)`,
];

/** A posting never changes, but for its document's number, which is drawn last and given once. */
const firstTriggers = (schema: string): string[] => [
  `create trigger append_only before delete or truncate or update of id, ledger, document_type, document_id, date, kind, reverses,
    xact, created_at, created_by on ${schema}.posting for each statement execute function ${schema}.refuse_change()`,
  `create trigger number_once before update of document_number on ${schema}.posting for each row
    when (old.document_number is not null and old.document_number is distinct from new.document_number)
    execute function ${schema}.refuse_change()`,
  `create trigger append_only before delete or truncate or update on ${schema}.history for each statement
    execute function ${schema}.refuse_change()`,
];
