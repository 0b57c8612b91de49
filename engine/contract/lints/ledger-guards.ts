import { entriesOf, type Lint, problem } from "./lint.ts";

/** A ledger keeps one guarded balance per key: a second minimum would be silently without effect. */
export const ledgerGuards: Lint = {
  id: "ledger-guards",
  phase: "structure",
  check: ({ model }) =>
    model.all("ledger").flatMap(({ artefact, file }) => {
      const guarded = entriesOf(artefact.invariants).filter(([, invariant]) => "min" in invariant);
      return guarded
        .slice(1)
        .map(([id]) => problem(file, ["invariants", id], "METADATA_LEDGER_GUARDS", { first: guarded[0]![0] }));
    }),
};
