import type { FecEntry } from "./group-entries.ts";
import type { KnownAccount } from "./known.ts";

export interface AccountRow extends Omit<KnownAccount, "id" | "is_active"> {
  readonly name: string;
  /** Code of the account it was derived from. */
  readonly parent_account: string | null;
  readonly is_group: false;
}

export interface PlannedAccounts {
  readonly rows: readonly AccountRow[];
  typeOf(code: string): string;
}

/** By class, for accounts whose code begins like no account of the chart. */
const BY_CLASS: Readonly<Record<string, Pick<AccountRow, "nature" | "type" | "normal_side">>> = {
  1: { nature: "equity", type: "equity", normal_side: "credit" },
  2: { nature: "asset", type: "fixed_asset", normal_side: "debit" },
  3: { nature: "asset", type: "inventory", normal_side: "debit" },
  4: { nature: "liability", type: "liability", normal_side: "credit" },
  5: { nature: "asset", type: "asset", normal_side: "debit" },
  6: { nature: "expense", type: "expense", normal_side: "debit" },
  7: { nature: "income", type: "income", normal_side: "credit" },
};
const OTHER = { nature: "memo", type: "memo", normal_side: "debit" } as const;
const NAME_MAX = 250;

/** Accounts of the file that the chart lacks: with the file's label, and what the nearest account above them is. */
export function planAccounts(entries: readonly FecEntry[], known: readonly KnownAccount[]): PlannedAccounts {
  const chart = new Map(known.map((account) => [account.code, account]));
  const rows = new Map<string, AccountRow>();
  for (const { lines } of entries) {
    for (const { account, accountLabel } of lines) {
      if (!chart.has(account) && !rows.has(account)) rows.set(account, newAccount(account, accountLabel, chart));
    }
  }
  return {
    rows: [...rows.values()],
    typeOf: (code) => chart.get(code)?.type ?? rows.get(code)?.type ?? OTHER.type,
  };
}

function newAccount(code: string, label: string, chart: ReadonlyMap<string, KnownAccount>): AccountRow {
  const above = nearestAbove(code, chart);
  const { nature, type, normal_side } = above ?? BY_CLASS[code.charAt(0)] ?? OTHER;
  return {
    code,
    name: (label || code).slice(0, NAME_MAX),
    parent_account: above?.code ?? null,
    nature,
    type,
    normal_side,
    statement_line: above?.statement_line ?? null,
    is_reconcilable: above?.is_reconcilable ?? false,
    is_group: false,
  };
}

/** The account with the longest code that this one begins with; zeros at the end count for nothing, « 41100 » is below « 411 ». */
function nearestAbove(code: string, chart: ReadonlyMap<string, KnownAccount>): KnownAccount | undefined {
  for (let length = code.length - 1; length > 0; length--) {
    const found = chart.get(code.slice(0, length));
    if (found) return found;
  }
  return undefined;
}
