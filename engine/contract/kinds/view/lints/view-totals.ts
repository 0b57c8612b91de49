import { expressionType } from "../../../fields/expression-type.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { View } from "../../../types/index.ts";

/** Totals are of columns with numbers. */
export const viewTotals: Lint<View> = {
  id: "view-totals",
  phase: "structure",
  check: ({ artefact, file }, { model }) =>
    (artefact.totals ?? []).flatMap((id, index) => {
      const field = model.get("doctype", artefact.doctype)?.fields[id];
      if (!field || (expressionType(field)?.kind === "number" && artefact.columns.includes(id))) return [];
      return [problem(file, ["totals", index], "METADATA_VIEW_TOTAL", { field: id })];
    }),
};
