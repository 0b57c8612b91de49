import { type Lint, problem } from "./lint.ts";

/** Rows are shaped by a child doctype, which has no table of its own. */
export const tableOfChild: Lint = {
  id: "table-of-child",
  phase: "names",
  check: ({ model }) =>
    model.all("doctype").flatMap(({ artefact, file }) =>
      Object.entries(artefact.fields).flatMap(([id, field]) => {
        const child = field.type === "table" ? model.get("doctype", field.of) : undefined;
        return child === undefined || child.kind === "child"
          ? []
          : [problem(file, ["fields", id, "of"], "METADATA_TABLE_OF_CHILD", { doctype: child.id })];
      }),
    ),
};
