import type { Workflow } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import { workflowAction } from "./lints/workflow-action.ts";
import { workflowReach } from "./lints/workflow-reach.ts";
import { workflowStates } from "./lints/workflow-states.ts";
import schema from "./workflow.schema.json" with { type: "json" };
import { workflowReferences } from "./workflow-references.ts";
import { workflowSlots } from "./workflow-slots.ts";

/** States of a document and the ways between them. */
export const workflowKind: Kind<{ id: "workflow"; plural: "workflows"; artefact: Workflow }> = {
  id: "workflow",
  plural: "workflows",
  place: "workflows/<id>.json",
  schema,
  nameIn: "id",
  onlyFor: ({ doctype }) => ({ doctype, property: "doctype" }),
  references: workflowReferences,
  slots: workflowSlots,
  lints: [workflowAction, workflowReach, workflowStates],
};
