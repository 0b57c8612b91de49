import { addressable, type Engine } from "../run/engine.ts";
import type { WriteRequest } from "../run/write-request.ts";
import type { Document, RequestContext, WriteOptions } from "../types.ts";
import { changeDocument } from "./change.ts";

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
  const asked = ["transition", id, transition, options.version ?? null];
  const wanted = transitionRequest(ctx, doctypeId, transition);
  ctx.access.assertCan(doctypeId, wanted.action);
  return changeDocument(engine, { ctx, doctype, id, ...wanted, options, asked });
}

const BECOMES = { submit: "submitted", cancel: "cancelled" } as const;

/** What the stages are asked to make a transition. Roles that it names decide; else it is a change like any other. */
export function transitionRequest(
  { registry }: RequestContext,
  doctype: string,
  transition: string,
): Pick<WriteRequest, "verb" | "action" | "becomes" | "transition"> {
  const { action, roles } = registry.workflowOf(doctype)?.transitions[transition] ?? {};
  const becomes = action === undefined ? undefined : BECOMES[action];
  return {
    verb: becomes === "cancelled" ? "cancel" : "transition",
    action: action ?? (roles ? "read" : "update"),
    ...(becomes === undefined ? {} : { becomes }),
    transition,
  };
}
