import { type Lint, problem } from "../../../lints/lint.ts";
import { suggest } from "../../../suggest.ts";
import type { View } from "../../../types/index.ts";

/** Labels of a view are of its columns. */
export const viewLabels: Lint<View> = {
  id: "view-labels",
  phase: "structure",
  check: ({ artefact: { columns, labels = {} }, file }) =>
    Object.keys(labels)
      .filter((path) => !columns.includes(path))
      .map((path) =>
        problem(file, ["labels", path], "METADATA_VIEW_LABEL", { field: path }, { suggestion: suggest(path, columns) }),
      ),
};
