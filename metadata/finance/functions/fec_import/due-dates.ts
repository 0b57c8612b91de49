import type { FecEntry } from "./group-entries.ts";
import type { FecLine } from "./parse-fec.ts";

export type DueDates = ReadonlyMap<FecLine, string>;

/**
 * Due dates of lines on third-party accounts. A FEC has none: it is the voucher's date. Lines lettered together share
 * the date of the oldest one on the account's own side (the invoice), so that what is settled ages to nothing.
 */
export function computeDueDates(entries: readonly FecEntry[], accountType: (code: string) => string): DueDates {
  const dates = new Map<FecLine, string>();
  const letterings = new Map<string, FecLine[]>();
  for (const { lines } of entries) {
    for (const line of lines) {
      const type = accountType(line.account);
      if (type !== "receivable" && type !== "payable") continue;
      dates.set(line, ownDate(line));
      if (line.lettering === "") continue;
      const key = `${line.account}\u0000${line.party}\u0000${line.lettering}`;
      const group = letterings.get(key);
      if (group) group.push(line);
      else letterings.set(key, [line]);
    }
  }
  for (const group of letterings.values()) {
    const shared = sharedDate(group, accountType);
    for (const line of group) dates.set(line, shared);
  }
  return dates;
}

const ownDate = (line: FecLine) => line.referenceDate ?? line.date;

function sharedDate(group: readonly FecLine[], accountType: (code: string) => string): string {
  const isReceivable = accountType((group[0] as FecLine).account) === "receivable";
  const owed = group.filter(({ debit, credit }) => (isReceivable ? debit > credit : credit > debit));
  return (owed.length > 0 ? owed : group).map(ownDate).reduce((a, b) => (a < b ? a : b));
}
