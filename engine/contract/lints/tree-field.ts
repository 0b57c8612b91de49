import { type Lint, problem } from "./lint.ts";

/** A tree's field is an optional link to the same doctype: the root has no parent. */
export const treeField: Lint = {
  id: "tree-field",
  phase: "structure",
  check: ({ model }) =>
    model.all("doctype").flatMap(({ artefact, file }) => {
      const field = artefact.tree === undefined ? undefined : artefact.fields[artefact.tree];
      if (!field || (field.type === "link" && field.to === artefact.id && !field.required)) return [];
      return [problem(file, ["tree"], "METADATA_TREE_FIELD", { field: artefact.tree, doctype: artefact.id })];
    }),
};
