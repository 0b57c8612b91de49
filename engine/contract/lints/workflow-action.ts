import { type Lint, problem } from "./lint.ts";

/** Only a submittable document can be submitted or cancelled by a transition. */
export const workflowAction: Lint = {
  id: "workflow-action",
  phase: "structure",
  check: ({ model }) =>
    model.all("workflow").flatMap(({ artefact, file }) => {
      const doctype = model.get("doctype", artefact.doctype);
      if (!doctype || doctype.lifecycle === "submittable") return [];
      return Object.entries(artefact.transitions).flatMap(([id, { action }]) =>
        action
          ? [problem(file, ["transitions", id, "action"], "METADATA_NOT_SUBMITTABLE", { doctype: doctype.id })]
          : [],
      );
    }),
};
