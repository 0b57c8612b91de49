import { type Lint, problem } from "../../../lints/lint.ts";
import type { View } from "../../../types/index.ts";

/** Only a doctype that is a tree can be shown as one. */
export const treeView: Lint<View> = {
  id: "tree-view",
  phase: "structure",
  check: ({ artefact, file }, { model }) => {
    const doctype = model.get("doctype", artefact.doctype);
    return artefact.kind === "tree" && doctype && doctype.tree === undefined
      ? [problem(file, ["kind"], "METADATA_TREE_VIEW", { doctype: doctype.id })]
      : [];
  },
};
