import { fail } from "../../kernel/index.ts";
import { computeDocument } from "../linking/compute-document.ts";
import { requestEnvironment } from "../linking/request-environment.ts";
import { writePlan } from "../linking/write-plan.ts";
import { changedDocument } from "../stages/merge-values.ts";
import type { Work } from "../stages/work.ts";
import type { Document, RequestContext, WorkflowOffer, WriteOptions } from "../types.ts";
import { prepareCancel } from "./cancel.ts";
import { changeDocument } from "./change.ts";
import { addressable, type Engine } from "./engine.ts";
import { loadVisible } from "./load-stored.ts";
import { prepareStages } from "./run-stages.ts";
import { NOTHING_SENT } from "./submit.ts";
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
  const resolveMove = (work: Work) => engine.ports.workflow.resolve(ctx, scopeOf(work), transition);
  return changeDocument(engine, {
    ctx,
    doctype,
    id,
    version: options.version,
    idempotencyKey: options.idempotencyKey,
    request: ["transition", id, transition, options.version ?? null],
    yours: {},
    async prepare(connection, stored) {
      if (declared?.action === "cancel") {
        return prepareCancel(engine, connection, { ctx, doctype, stored, date: ctx.clock.today(), resolveMove });
      }
      if (stored.docstatus === "cancelled") fail("DOCUMENT_CANCELLED");
      const isSubmit = declared?.action === "submit";
      if (isSubmit && stored.docstatus !== "draft") fail("DOCUMENT_NOT_DRAFT", { docstatus: stored.docstatus });
      return prepareStages(engine, connection, {
        ctx,
        doctype,
        verb: "transition",
        action,
        stored,
        merged: changedDocument(ctx, doctype, stored, NOTHING_SENT),
        resolveMove,
        ...(isSubmit ? { becomes: "submitted" } : {}),
      });
    },
  });
}

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
    const plan = writePlan(ctx, doctype);
    const { links } = await computeDocument({ ctx, connection, doctype, plan, merged: stored, stored });
    const environments = requestEnvironment(ctx, links);
    const work: Work = {
      ctx,
      doctype,
      verb: "transition",
      action: "read",
      stored,
      document: stored,
      sent: new Set(),
      links,
      environments,
    };
    return engine.ports.workflow.offers(ctx, scopeOf(work));
  });
}
