import type { Ledger } from "../contract/index.ts";
import { Decimal, fail, type LocalizedText } from "../kernel/index.ts";
import type { ComputedPosting } from "./types.ts";

/** Every `equal` invariant holds over the posting. Postgres checks the same as the entries are added. Raises LEDGER_UNBALANCED. */
export function assertBalanced(posting: ComputedPosting, ledger: Ledger): void {
  for (const invariant of Object.values(ledger.invariants ?? {})) {
    if (!("equal" in invariant)) continue;
    const [left, right] = invariant.equal;
    const [leftSum, rightSum] = [sumOf(posting, left), sumOf(posting, right)];
    if (leftSum.equals(rightSum)) continue;
    const [leftLabel, rightLabel] = [labelOf(ledger, left), labelOf(ledger, right)];
    fail("LEDGER_UNBALANCED", {
      left_measure_fr: leftLabel.fr,
      left_measure_en: leftLabel.en,
      left: leftSum.toFixed(),
      right_measure_fr: rightLabel.fr,
      right_measure_en: rightLabel.en,
      right: rightSum.toFixed(),
      difference: leftSum.minus(rightSum).abs().toFixed(),
    });
  }
}

function sumOf(posting: ComputedPosting, measure: string): Decimal {
  return posting.entries.reduce((sum, entry) => sum.plus(String(entry[measure])), new Decimal(0));
}

function labelOf(ledger: Ledger, measure: string): LocalizedText {
  return ledger.measures[measure]?.label ?? { fr: measure, en: measure };
}
