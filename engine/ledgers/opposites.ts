import type { Ledger } from "../contract/index.ts";
import { Decimal } from "../kernel/index.ts";
import type { LedgerEntry } from "./types.ts";

/** A negative debit is a credit: amounts of a ledger with opposite measures are entered with their positive sign. */
export function placeOpposites(entry: LedgerEntry, ledger: Ledger): LedgerEntry {
  if (!ledger.opposites) return entry;
  const [left, right] = ledger.opposites;
  const net = new Decimal(String(entry[left])).minus(String(entry[right]));
  const isOneSided = new Decimal(String(entry[left])).isZero() || new Decimal(String(entry[right])).isZero();
  const isPositive = !new Decimal(String(entry[left])).isNegative() && !new Decimal(String(entry[right])).isNegative();
  if (isOneSided && isPositive) return entry;
  const decimals = Math.max(decimalsOf(entry[left]), decimalsOf(entry[right]));
  const amount = net.abs().toFixed(decimals);
  const zero = new Decimal(0).toFixed(decimals);
  return net.isNegative() ? { ...entry, [left]: zero, [right]: amount } : { ...entry, [left]: amount, [right]: zero };
}

const decimalsOf = (amount: unknown) => String(amount).split(".")[1]?.length ?? 0;
