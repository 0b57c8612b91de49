import { type Lint, problem } from "../../../lints/lint.ts";
import type { Workflow } from "../../../types/index.ts";

/** Only a submittable document can be submitted or cancelled by a transition. */
export const workflowAction: Lint<Workflow> = {
  id: "workflow-action",
  phase: "structure",
  check: ({ artefact, file }, { model }) => {
    const doctype = model.get("doctype", artefact.doctype);
    if (!doctype || doctype.lifecycle === "submittable") return [];
    return Object.entries(artefact.transitions).flatMap(([id, { action }]) =>
      action ? [problem(file, ["transitions", id, "action"], "METADATA_NOT_SUBMITTABLE", { doctype: doctype.id })] : [],
    );
  },
};
