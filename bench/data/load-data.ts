import type { Client } from "pg";

/** How much the bench works on. */
export interface DataSize {
  readonly parties: number;
  readonly invoices: number;
  readonly lines_per_invoice: number;
  readonly entries: number;
}

/** The ids load requests are made from. */
export interface LoadedData {
  readonly parties: readonly { readonly id: string; readonly name: string }[];
  readonly invoices: readonly string[];
  readonly items: readonly string[];
  readonly cities: readonly string[];
  readonly currency: string;
  /** The version each party has reached. */
  readonly versions: Map<string, number>;
}

const CITIES = 200;
/** Accounts the ledger's entries are spread over. */
const ACCOUNTS = 300;
const SYLLABLES = [
  "bel",
  "cor",
  "dan",
  "fer",
  "gar",
  "lem",
  "mar",
  "nov",
  "pol",
  "ros",
  "sal",
  "tav",
  "ver",
  "zan",
  "lis",
  "mon",
];

/**
 * Fills an organization by SQL: every row is a copy of one that the product itself wrote through its API, with other
 * names and dates, so that width and content are those of real documents.
 */
export async function loadData(client: Client, schema: string, size: DataSize, invoiceId: string): Promise<void> {
  await client.query(`set search_path to "${schema}", public`);
  await client.query("set session_replication_role = replica");
  await copyParties(client, size.parties);
  await copyInvoices(client, size.invoices, invoiceId);
  await copyEntries(client, size.entries, invoiceId);
  await client.query("set session_replication_role = default");
  await client.query("drop table copy_of_invoice, copy_of_posting");
  await client.query("vacuum analyze");
  await rollUp(client);
}

/** Asks for the job that runs every ten minutes, and waits until it has summed up what was loaded. */
async function rollUp(client: Client): Promise<void> {
  const loaded = await client.query<{ xact: string }>("select pg_current_xact_id()::text as xact");
  await client.query("select platform_jobs.add_job('schedule:roll_up_ledgers')");
  for (let attempt = 0; attempt < 600; attempt++) {
    const { rows } = await client.query("select from ledger_horizon where ledger = 'general' and xact > $1::xid8", [
      loaded.rows[0]?.xact,
    ]);
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the ledgers were not rolled up");
}

/** Columns of a table but for those given anew. */
export async function otherColumns(client: Client, table: string, own: readonly string[]): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname <> all($2)`,
    [table, own],
  );
  return rows.map((row) => row.name).join(", ");
}

/** `a, b` → `template.a, template.b` */
export const fromTemplate = (columns: string): string => columns.replace(/(\S+?)(,|$)/g, "template.$1$2");

async function copyParties(client: Client, count: number): Promise<void> {
  const rest = await otherColumns(client, "party", ["id", "code", "name", "city", "email", "search_text"]);
  const syllables = `(array['${SYLLABLES.join("','")}'])`;
  await client.query(
    `insert into party (id, code, name, city, email, search_text, ${rest})
     select id, code, name, city, email, lower(code || ' ' || name || ' ' || city || ' ' || email), ${rest} from (
       select gen_random_uuid() as id, 'B' || n as code,
         initcap(${syllables}[1 + n % 16] || ${syllables}[1 + n / 16 % 16] || ${syllables}[1 + n / 256 % 16]) || ' ' || n as name,
         'Ville ' || n % ${CITIES} as city, 'contact' || n || '@example.com' as email
       from generate_series(1, $1::int) n) made,
     (select ${rest} from party where code = 'BENCH') template`,
    [count],
  );
}

async function copyInvoices(client: Client, count: number, templateId: string): Promise<void> {
  const rest = await otherColumns(client, "sales_invoice", ["id", "number", "customer", "issue_date"]);
  await client.query(
    `create temp table copy_of_invoice as
     select gen_random_uuid() as id, n, (current_date - (n % 700)) as issue_date from generate_series(1, $1::int) n`,
    [count],
  );
  await client.query(
    `insert into sales_invoice (id, number, customer, issue_date, ${rest})
     select copy.id, 'B-' || copy.n, party.id, copy.issue_date, ${fromTemplate(rest)}
     from copy_of_invoice copy
     join (select id, row_number() over (order by code) as n from party limit $1) party on party.n = copy.n,
     sales_invoice template where template.id = $2`,
    [count, templateId],
  );
  for (const table of ["sales_invoice__lines", "sales_invoice__vat"]) {
    const columns = await otherColumns(client, table, ["id", "parent"]);
    await client.query(
      `insert into ${table} (id, parent, ${columns}) select gen_random_uuid(), copy.id, ${fromTemplate(columns)}
       from copy_of_invoice copy, ${table} template where template.parent = $1`,
      [templateId],
    );
  }
}

/** Postings of four entries each over many accounts and two years. */
async function copyEntries(client: Client, count: number, templateId: string): Promise<void> {
  await client.query(
    `create temp table copy_of_posting as
     select gen_random_uuid() as id, n, (current_date - (n % 700))::date as date from generate_series(1, $1::int / 4) n`,
    [count],
  );
  await client.query(
    `insert into posting (id, ledger, document_type, document_id, document_number, date, kind, created_at)
     select id, 'general', 'sales_invoice', $1, 'B', date, 'post', now() from copy_of_posting`,
    [templateId],
  );
  const rest = await otherColumns(client, "ledger_general", [
    "id",
    "posting",
    "line",
    "date",
    "account",
    "debit",
    "credit",
    "xact",
  ]);
  await client.query(
    `insert into ledger_general (id, posting, line, date, account, debit, credit, ${rest})
     select gen_random_uuid(), copy.id, line, copy.date, account.id,
       case when line % 2 = 1 then 100 + copy.n % 900 else 0 end, case when line % 2 = 0 then 100 + copy.n % 900 else 0 end,
       ${fromTemplate(rest)}
     from copy_of_posting copy cross join generate_series(1, 4) line
     join (select id, row_number() over (order by code) - 1 as n from account where not is_group) account
       on account.n = (copy.n * 7 + line) % ${ACCOUNTS},
     (select ${rest} from ledger_general limit 1) template`,
  );
}

/** What an organization was loaded with, by an earlier run perhaps. */
export async function readData(client: Client, schema: string): Promise<LoadedData> {
  await client.query(`set search_path to "${schema}", public`);
  const ids = async (sql: string) => (await client.query<{ id: string; name: string; version: number }>(sql)).rows;
  const parties = await ids(
    "select id, name, version from party where code like 'B%' and code <> 'BENCH' order by name, id",
  );
  const invoices = await ids("select id from sales_invoice where number like 'B-%' order by number");
  const items = await ids("select id from item where code like 'BENCH%' order by code");
  const [currency] = await ids("select id from currency where code = 'EUR'");
  return {
    parties,
    invoices: invoices.map((row) => row.id),
    items: items.map((row) => row.id),
    cities: Array.from({ length: CITIES }, (_, index) => `Ville ${index}`),
    currency: currency!.id,
    versions: new Map(parties.map(({ id, version }) => [id, version])),
  };
}
