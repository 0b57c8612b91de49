import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** A tree's field is a link to the same doctype (an optional one, see circular-required-links: the root has no parent). */
export const treeField: Lint<Doctype> = {
  id: "tree-field",
  phase: "structure",
  check: ({ artefact, file }) => {
    const field = artefact.tree === undefined ? undefined : artefact.fields[artefact.tree];
    if (!field || (field.type === "link" && field.to === artefact.id)) return [];
    return [problem(file, ["tree"], "METADATA_TREE_FIELD", { field: artefact.tree, doctype: artefact.id })];
  },
};
