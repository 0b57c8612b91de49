import { type Lint, problem } from "../../../lints/lint.ts";
import type { Ledger } from "../../../types/index.ts";

/** A period begins and ends with a date. */
export const ledgerPeriods: Lint<Ledger> = {
  id: "ledger-periods",
  phase: "structure",
  check: ({ artefact, file }, { model }) => {
    const { periods } = artefact;
    const fields = periods ? model.get("doctype", periods.doctype)?.fields : undefined;
    if (!periods || !fields) return [];
    return (["from", "to"] as const).flatMap((end) => {
      const field = fields[periods[end]];
      return field && field.type !== "date"
        ? [problem(file, ["periods", end], "METADATA_PERIOD_DATE", { field: periods[end] })]
        : [];
    });
  },
};
