import type { Workflow } from "../../types/index.ts";
import { BY_NAME } from "../../visible/shown-schemas.ts";
import type { Kind } from "../kind.ts";
import { compileWorkflow } from "./compile-workflow.ts";
import { workflowAction } from "./lints/workflow-action.ts";
import { workflowExisting } from "./lints/workflow-existing.ts";
import { workflowReach } from "./lints/workflow-reach.ts";
import { workflowStates } from "./lints/workflow-states.ts";
import type { ResolvedWorkflow } from "./resolved-workflow.ts";
import { type ShownWorkflows, visibleWorkflows } from "./visible-workflows.ts";
import schema from "./workflow.schema.json" with { type: "json" };
import { workflowReferences } from "./workflow-references.ts";
import { workflowSlots } from "./workflow-slots.ts";

/** States of a document and the ways between them. */
export const workflowKind: Kind<{
  id: "workflow";
  plural: "workflows";
  artefact: Workflow;
  resolved: ResolvedWorkflow;
  shown: ShownWorkflows;
}> = {
  id: "workflow",
  plural: "workflows",
  place: "workflows/<id>.json",
  schema,
  ofDoctype: ({ doctype }) => doctype,
  onlyBy: () => "doctype",
  nameIn: "id",
  references: workflowReferences,
  slots: workflowSlots,
  lints: [workflowAction, workflowExisting, workflowReach, workflowStates],
  compile: compileWorkflow,
  shownAs: { workflows: BY_NAME },
  visible: visibleWorkflows,
};
