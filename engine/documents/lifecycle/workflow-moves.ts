import { createDocumentView } from "../../calculation/index.ts";
import type { Work } from "../stages/work.ts";
import type { DocumentScope, WorkflowMove } from "../types.ts";
import type { Engine } from "./engine.ts";

/** The document with everything its workflow's conditions may read. */
export function scopeOf({ doctype, document, links, environments }: Work): DocumentScope {
  const environment = environments({ document: createDocumentView(doctype, document, links) });
  return { doctype, document, environment };
}

/** The transition a plain submit or cancel takes the document through, where the workflow ties one to it. */
export const resolveVerb =
  ({ ports }: Engine, verb: "submit" | "cancel") =>
  (work: Work): WorkflowMove | null =>
    ports.workflow.resolveVerb(work.ctx, scopeOf(work), verb);
