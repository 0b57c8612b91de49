import type { ExprType } from "../../expression/index.ts";
import type { Ledger } from "../../types/index.ts";

/* Names of what a ledger is stored in: who makes the tables, writes, reads or proves them takes the names from here. */

/** Tables of ledgers begin so; no doctype may. */
export const LEDGER_PREFIX = "ledger_";
const GUARD_SUFFIX = "__guard";
const ROLLUP_SUFFIX = "__rollup";

export const entryTable = (ledger: string): string => `${LEDGER_PREFIX}${ledger}`;
/** Balances per key that may not fall below their minimum. */
export const guardTable = (ledger: string): string => `${entryTable(ledger)}${GUARD_SUFFIX}`;
/** Sums per month. */
export const rollupTable = (ledger: string): string => `${entryTable(ledger)}${ROLLUP_SUFFIX}`;

/** Does the table only repeat what a ledger's entries say? */
export const isSumsTable = (table: string): boolean =>
  table.startsWith(LEDGER_PREFIX) && (table.endsWith(GUARD_SUFFIX) || table.endsWith(ROLLUP_SUFFIX));

/** `ledger_stock__guard` → `stock`. */
export const ledgerOfTable = (table: string): string =>
  table.replace(LEDGER_PREFIX, "").replace(new RegExp(`(${GUARD_SUFFIX}|${ROLLUP_SUFFIX})$`), "");

export interface LedgerColumn {
  readonly id: string;
  readonly stored: "uuid" | "integer" | "date" | "text" | "xid8";
  /** What Postgres gives it; the others are sent. */
  readonly default?: string;
  /** What reports and row rules may read it as. */
  readonly read?: ExprType;
}

const TEXT: ExprType = { kind: "text" };

/** What an entry has besides its dimensions and measures, `xact` being the transaction that made it. */
export const ENTRY_COLUMNS: readonly LedgerColumn[] = [
  { id: "id", stored: "uuid" },
  { id: "posting", stored: "uuid" },
  { id: "line", stored: "integer" },
  { id: "date", stored: "date", read: { kind: "date" } },
  { id: "xact", stored: "xid8", default: "pg_current_xact_id()" },
];

/** What an entry shows of its posting. */
export const POSTING_COLUMNS = [
  { id: "document_type", stored: "text", read: TEXT },
  { id: "document_id", stored: "uuid", read: TEXT },
  { id: "document_number", stored: "text", read: TEXT },
  { id: "kind", stored: "text" },
] as const satisfies readonly LedgerColumn[];

/** Columns that are sent with every entry. */
export const SENT_COLUMNS: readonly string[] = ENTRY_COLUMNS.filter((column) => !column.default).map(({ id }) => id);

/** Columns of some dimensions: a dynamic link has two, its id and `<name>_type`. */
export function dimensionColumns(
  { dimensions }: Pick<Ledger, "dimensions">,
  names: readonly string[] = Object.keys(dimensions),
): string[] {
  return names.flatMap((name) => (dimensions[name]?.type === "dynamic_link" ? [name, `${name}_type`] : [name]));
}

export const measureColumns = ({ measures }: Pick<Ledger, "measures">): string[] => Object.keys(measures);

export interface GuardedInvariant {
  readonly measure: string;
  readonly min: string;
  readonly per: readonly string[];
}

/** The invariant a ledger keeps in guarded balance rows. */
export const guardedInvariant = ({ invariants }: Pick<Ledger, "invariants">): GuardedInvariant | undefined =>
  Object.values(invariants ?? {}).find((invariant) => "measure" in invariant);
