import type { Client } from "pg";

/** Tables the baseline server works on: same columns and rows as the product's, with the indexes its own queries need. */
const COPIES: Readonly<Record<string, string>> = {
  party: "party",
  invoice: "sales_invoice",
  invoice_line: "sales_invoice__lines",
  invoice_vat: "sales_invoice__vat",
  account: "account",
  tax: "tax",
  item: "item",
  posting: "posting",
  entry: "ledger_general",
};

const STATEMENTS = [
  "alter table baseline.party add primary key (id)",
  "create index on baseline.party (city, name, id)",
  "create index on baseline.party (name, id)",
  "create index on baseline.party using gin (search_text extensions.gin_trgm_ops)",
  "create unique index on baseline.party (code)",
  "alter table baseline.invoice add primary key (id)",
  "create index on baseline.invoice (customer, issue_date)",
  "alter table baseline.invoice_line add primary key (id)",
  "create index on baseline.invoice_line (parent, position)",
  "create index on baseline.invoice_vat (parent, position)",
  "alter table baseline.account add primary key (id)",
  "alter table baseline.tax add primary key (id)",
  "alter table baseline.item add primary key (id)",
  "alter table baseline.posting add primary key (id)",
  "alter table baseline.posting alter xact set default pg_current_xact_id()",
  "create index on baseline.posting (document_id)",
  "alter table baseline.entry add primary key (id)",
  "alter table baseline.entry alter xact set default pg_current_xact_id()",
  "create index on baseline.entry (posting)",
  "create index on baseline.entry (account, date)",
  "create table baseline.counter (name text primary key, next bigint not null)",
  "create table baseline.history (id uuid primary key default gen_random_uuid(), document uuid, change jsonb, at timestamptz default now())",
  "create index on baseline.history (document)",
  "create table baseline.outbox (id uuid primary key default gen_random_uuid(), document uuid, event text, at timestamptz default now())",
];

/** Builds the schema `baseline` beside the organization's, from the same rows. */
export async function prepareBaseline(client: Client, organizationSchema: string): Promise<void> {
  await client.query("drop schema if exists baseline cascade");
  await client.query("create schema baseline");
  for (const [copy, original] of Object.entries(COPIES)) {
    await client.query(`create table baseline.${copy} as select * from "${organizationSchema}"."${original}"`);
  }
  for (const statement of STATEMENTS) await client.query(statement);
  await client.query("analyze");
}
