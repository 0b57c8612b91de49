import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** Rows have no rows of their own. */
export const tableInChild: Lint<Doctype> = {
  id: "table-in-child",
  phase: "names",
  spoilsFile: true,
  check: ({ artefact, file }) =>
    Object.entries(artefact.fields).flatMap(([id, field]) =>
      artefact.kind === "child" && field.type === "table"
        ? [problem(file, ["fields", id, "type"], "METADATA_TABLE_IN_CHILD", { field: id })]
        : [],
    ),
};
