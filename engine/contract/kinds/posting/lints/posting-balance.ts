import { entriesOf, type Lint, problem } from "../../../lints/lint.ts";
import type { Posting, PostingEntry } from "../../../types/index.ts";

/** Where two measures must be equal, a posting that never sets one of them can only balance at zero. */
export const postingBalance: Lint<Posting> = {
  id: "posting-balance",
  phase: "meaning",
  check: ({ artefact, file }, { model }) => {
    const ledger = model.get("ledger", artefact.ledger);
    const set = new Set(Object.values(artefact.entries).flatMap(columnsOf));
    return entriesOf(ledger?.invariants).flatMap(([, invariant]) => {
      if (!("equal" in invariant)) return [];
      const unset = invariant.equal.filter((measure) => !set.has(measure));
      const isSigned = invariant.equal.every((measure) => ledger?.opposites?.includes(measure));
      if (unset.length !== 1 || (isSigned && makesSeveralEntries(artefact))) return [];
      return [problem(file, ["entries"], "METADATA_POSTING_UNBALANCED", { measure: unset[0], ledger: ledger?.id })];
    });
  },
};

const columnsOf = ({ set, fill }: PostingEntry): string[] => [...Object.keys(set), ...Object.keys(fill?.columns ?? {})];

/** With opposite measures, a negative amount in one is entered in the other: several entries may then balance. */
function makesSeveralEntries({ entries }: Posting): boolean {
  const list = Object.values(entries);
  return list.length > 1 || list.some(({ each, fill }) => each !== undefined || fill !== undefined);
}
