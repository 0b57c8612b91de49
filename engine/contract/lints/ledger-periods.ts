import { type Lint, problem } from "./lint.ts";

/** A period begins and ends with a date. */
export const ledgerPeriods: Lint = {
  id: "ledger-periods",
  phase: "structure",
  check: ({ model }) =>
    model.all("ledger").flatMap(({ artefact, file }) => {
      const { periods } = artefact;
      const fields = periods ? model.get("doctype", periods.doctype)?.fields : undefined;
      if (!periods || !fields) return [];
      return (["from", "to"] as const).flatMap((end) => {
        const field = fields[periods[end]];
        return field && field.type !== "date"
          ? [problem(file, ["periods", end], "METADATA_PERIOD_DATE", { field: periods[end] })]
          : [];
      });
    }),
};
