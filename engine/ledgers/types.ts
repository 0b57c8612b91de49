import type { JsonValue } from "../documents/index.ts";
import type { IsoDate } from "../kernel/index.ts";

/** One line to be entered: dimensions and measures by name, as in JSON (decimals are text). */
export type LedgerEntry = Readonly<Record<string, JsonValue>>;

/** What one posting rule makes of one document. */
export interface ComputedPosting {
  readonly ledger: string;
  readonly date: IsoDate;
  readonly entries: readonly LedgerEntry[];
}
