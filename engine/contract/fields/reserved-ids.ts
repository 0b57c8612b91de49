import { RESERVED_WORDS } from "../expression/index.ts";
import { ENTRY_COLUMNS, LEDGER_PREFIX, POSTING_COLUMNS } from "../kinds/ledger/ledger-tables.ts";
import type { Field, Named } from "../types/index.ts";
import { SYSTEM_COLUMNS } from "./system-columns.ts";

/** Columns every Postgres table has. */
const POSTGRES_COLUMNS = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];
/** What expressions read beside fields: a field called so could not be told from it. */
const ROOTS = ["doc", "line", "group", "before", "user", "organization", "settings", "params"];

/** No field may be called so. Every other id may be used: names that our SQL makes begin with a character ids cannot have. */
export const RESERVED_FIELD_IDS: ReadonlySet<string> = new Set([
  ...SYSTEM_COLUMNS.map(({ id }) => id),
  ...POSTGRES_COLUMNS,
  ...ROOTS,
  ...RESERVED_WORDS,
]);

/** No dimension or measure may be called so. */
export const RESERVED_LEDGER_IDS: ReadonlySet<string> = new Set([
  ...[...ENTRY_COLUMNS, ...POSTING_COLUMNS].map(({ id }) => id),
  ...POSTGRES_COLUMNS,
  ...ROOTS,
  ...RESERVED_WORDS,
]);

/** Tables every organization has that are no doctype's. */
export const ENGINE_TABLE_IDS: readonly string[] = [
  "engine_version",
  "metadata_revision",
  "number_series",
  "posting",
  "ledger_horizon",
  "history",
  "comment",
  "attachment",
  "document_tag",
  "conversion_line",
  "outbox",
  "idempotency_key",
  "job_progress",
];
/** Below `/api/v1`, where every doctype is found by its id. */
export const API_PLACES: readonly string[] = [
  "attachments",
  "events",
  "functions",
  "imports",
  "jobs",
  "meta",
  "reports",
];

/** Tables of ledgers begin with the one, Postgres' own with the other, which it would find first. */
const RESERVED_PREFIXES = [LEDGER_PREFIX, "pg_"];

const RESERVED_DOCTYPE_IDS: ReadonlySet<string> = new Set([...ENGINE_TABLE_IDS, ...API_PLACES]);

export const isReservedDoctype = (id: string): boolean =>
  RESERVED_DOCTYPE_IDS.has(id) || RESERVED_PREFIXES.some((prefix) => id.startsWith(prefix));

/** A dynamic link is stored in two columns, `<id>` and `<id>_type`. */
export function isTypeOfLink(id: string, fields: Named<Field>): boolean {
  const link = id.endsWith("_type") ? id.slice(0, -"_type".length) : "";
  return Object.hasOwn(fields, link) && fields[link]?.type === "dynamic_link";
}
