import { entriesOf, type Lint, problem } from "../../../lints/lint.ts";
import type { Report } from "../../../types/index.ts";

/** A link parameter says where it leads, a choice what there is to choose. */
export const reportParameters: Lint<Report> = {
  id: "report-parameters",
  phase: "structure",
  check: ({ artefact, file }) =>
    entriesOf(artefact.params).flatMap(([id, param]) => {
      const needed = param.type === "link" ? "to" : param.type === "choice" ? "options" : undefined;
      return needed === undefined || param[needed] !== undefined
        ? []
        : [problem(file, ["params", id], "SCHEMA_PROPERTY_MISSING", { property: needed })];
    }),
};
