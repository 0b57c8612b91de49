import type { FecEntry } from "./group-entries.ts";

export interface PartyRow {
  readonly code: string;
  readonly name: string;
  readonly is_customer: boolean;
  readonly is_supplier: boolean;
}

const NAME_MAX = 200;

/** Sub-ledger accounts of the file that the books lack. What they are follows from the accounts they are used with. */
export function planParties(
  entries: readonly FecEntry[],
  known: readonly { readonly code: string | null }[],
  accountType: (code: string) => string,
): PartyRow[] {
  const existing = new Set(known.map(({ code }) => code));
  const rows = new Map<string, PartyRow>();
  for (const { lines } of entries) {
    for (const { party, partyLabel, account } of lines) {
      if (party === "" || existing.has(party)) continue;
      const row = rows.get(party);
      rows.set(party, {
        code: party,
        name: (row?.name || partyLabel || party).slice(0, NAME_MAX),
        is_customer: row?.is_customer === true || accountType(account) === "receivable" || account.startsWith("41"),
        is_supplier: row?.is_supplier === true || accountType(account) === "payable" || account.startsWith("40"),
      });
    }
  }
  return [...rows.values()];
}
