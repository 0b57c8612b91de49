import { suggest } from "../suggest.ts";
import { type Lint, problem } from "./lint.ts";

/** Labels of a view are of its columns. */
export const viewLabels: Lint = {
  id: "view-labels",
  phase: "structure",
  check: ({ model }) =>
    model.all("view").flatMap(({ artefact: { columns, labels = {} }, file }) =>
      Object.keys(labels)
        .filter((path) => !columns.includes(path))
        .map((path) =>
          problem(
            file,
            ["labels", path],
            "METADATA_VIEW_LABEL",
            { field: path },
            { suggestion: suggest(path, columns) },
          ),
        ),
    ),
};
