import { originOf } from "../checks/parse-values.ts";
import type { Run } from "../pipeline/stage.ts";
import { computeWork } from "../pipeline/stages/compute.ts";
import { newWork } from "../pipeline/work.ts";
import type { WriteRequest } from "../pipeline/write-request.ts";
import type { Document, RequestContext, WorkflowOffer, WriteOptions } from "../types.ts";
import { changeDocument } from "./change.ts";
import { addressable, type Engine } from "./engine.ts";
import { loadVisible } from "./load-stored.ts";
import { scopeOf } from "./workflow-moves.ts";

/** Moves a document along its workflow, with the life-cycle verb the transition carries, if any. */
export async function transitionDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
  transition: string,
  options: WriteOptions = {},
): Promise<Document> {
  const doctype = addressable(ctx.registry, doctypeId);
  const declared = ctx.registry.workflowOf(doctypeId)?.transitions[transition];
  // Roles named by the transition decide; else it is a change like any other.
  const action = declared?.action ?? (declared?.roles ? "read" : "update");
  ctx.access.assertCan(doctypeId, action);
  const becomes = declared?.action === undefined ? undefined : BECOMES[declared.action];
  return changeDocument(engine, {
    ctx,
    doctype,
    id,
    verb: becomes === "cancelled" ? "cancel" : "transition",
    action,
    ...(becomes === undefined ? {} : { becomes }),
    transition,
    options,
    asked: ["transition", id, transition, options.version ?? null],
  });
}

const BECOMES = { submit: "submitted", cancel: "cancelled" } as const;

/** Transitions this principal may make with the document as it is. */
export async function offeredTransitions(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
): Promise<readonly WorkflowOffer[]> {
  const doctype = addressable(ctx.registry, doctypeId);
  ctx.access.assertCan(doctypeId, "read");
  if (!ctx.registry.workflowOf(doctypeId)) return [];
  return ctx.db.read(ctx.organization, async (connection) => {
    const stored = await loadVisible(ctx, connection, doctype, id);
    const request: WriteRequest = {
      ctx,
      doctype,
      verb: "transition",
      action: "read",
      origin: originOf(ctx.principal),
      isStored: true,
    };
    const run: Run = { engine, request, connection, memory: null, isLocking: false, refused: [] };
    const computed = await computeWork(run, { ...newWork(request, { index: 0, id, stored }), typed: stored }, stored);
    return engine.ports.workflow.offers(ctx, scopeOf({ ...computed, document: stored }));
  });
}
