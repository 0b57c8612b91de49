import { type Lint, problem } from "./lint.ts";

/** Only a doctype that is a tree can be shown as one. */
export const treeView: Lint = {
  id: "tree-view",
  phase: "structure",
  check: ({ model }) =>
    model.all("view").flatMap(({ artefact, file }) => {
      const doctype = model.get("doctype", artefact.doctype);
      return artefact.kind === "tree" && doctype && doctype.tree === undefined
        ? [problem(file, ["kind"], "METADATA_TREE_VIEW", { doctype: doctype.id })]
        : [];
    }),
};
