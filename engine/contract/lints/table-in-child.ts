import { type Lint, problem } from "./lint.ts";

/** Rows have no rows of their own. */
export const tableInChild: Lint = {
  id: "table-in-child",
  phase: "names",
  check: ({ model }) =>
    model
      .all("doctype")
      .flatMap(({ artefact, file }) =>
        Object.entries(artefact.fields).flatMap(([id, field]) =>
          artefact.kind === "child" && field.type === "table"
            ? [problem(file, ["fields", id, "type"], "METADATA_TABLE_IN_CHILD", { field: id })]
            : [],
        ),
      ),
};
