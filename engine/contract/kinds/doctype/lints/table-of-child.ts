import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** Rows are shaped by a child doctype, which has no table of its own. */
export const tableOfChild: Lint<Doctype> = {
  id: "table-of-child",
  phase: "names",
  spoilsFile: true,
  check: ({ artefact, file }, { model }) =>
    Object.entries(artefact.fields).flatMap(([id, field]) => {
      const child = field.type === "table" ? model.get("doctype", field.of) : undefined;
      return child === undefined || child.kind === "child"
        ? []
        : [problem(file, ["fields", id, "of"], "METADATA_TABLE_OF_CHILD", { doctype: child.id })];
    }),
};
