import { callFindings } from "../../../calls/call-findings.ts";
import { entriesOf, type Lint, problem } from "../../../lints/lint.ts";
import { suggest } from "../../../suggest.ts";
import type { Posting } from "../../../types/index.ts";

/** An entry takes columns of its ledger from a function that only computes, and none of them twice. */
export const postingFill: Lint<Posting> = {
  id: "posting-fill",
  phase: "meaning",
  check: ({ artefact, file }, context) => {
    const ledger = context.model.get("ledger", artefact.ledger);
    const doctype = context.model.get("doctype", artefact.document);
    if (!ledger) return [];
    const targets = { ...ledger.dimensions, ...ledger.measures };
    return entriesOf(artefact.entries).flatMap(([id, { fill, set }]) => {
      if (!fill) return [];
      const path = ["entries", id, "fill"];
      const at = (column: string) => [...path, "columns", column];
      return [
        ...callFindings({ file, path, doctype, targets }, fill, context),
        ...Object.keys(fill.columns).flatMap((column) => {
          if (Object.hasOwn(set, column)) return [problem(file, at(column), "METADATA_DERIVED_TWICE", { column })];
          if (Object.hasOwn(targets, column)) return [];
          const suggestion = suggest(column, Object.keys(targets));
          return [
            problem(file, at(column), "METADATA_POSTING_KEY", { key: column, ledger: ledger.id }, { suggestion }),
          ];
        }),
      ];
    });
  },
};
