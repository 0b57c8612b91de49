import { entriesOf, type Lint, problem } from "../../../lints/lint.ts";
import type { Ledger } from "../../../types/index.ts";

/** A ledger keeps one guarded balance per key: a second minimum would be silently without effect. */
export const ledgerGuards: Lint<Ledger> = {
  id: "ledger-guards",
  phase: "structure",
  check: ({ artefact, file }) => {
    const guarded = entriesOf(artefact.invariants).filter(([, invariant]) => "min" in invariant);
    return guarded
      .slice(1)
      .map(([id]) => problem(file, ["invariants", id], "METADATA_LEDGER_GUARDS", { first: guarded[0]![0] }));
  },
};
