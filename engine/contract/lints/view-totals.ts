import { expressionType } from "../fields/expression-type.ts";
import { type Lint, problem } from "./lint.ts";

/** Totals are of columns with numbers. */
export const viewTotals: Lint = {
  id: "view-totals",
  phase: "structure",
  check: ({ model }) =>
    model.all("view").flatMap(({ artefact, file }) =>
      (artefact.totals ?? []).flatMap((id, index) => {
        const field = model.get("doctype", artefact.doctype)?.fields[id];
        if (!field || (expressionType(field)?.kind === "number" && artefact.columns.includes(id))) return [];
        return [problem(file, ["totals", index], "METADATA_VIEW_TOTAL", { field: id })];
      }),
    ),
};
