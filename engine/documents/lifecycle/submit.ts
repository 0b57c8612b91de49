import { isSubmittable } from "../../calculation/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { changedDocument } from "../stages/merge-values.ts";
import type { Document, RequestContext, WriteOptions } from "../types.ts";
import { changeDocument } from "./change.ts";
import { addressable, type Engine } from "./engine.ts";
import { prepareStages, type StagesRequest } from "./run-stages.ts";
import { resolveVerb } from "./workflow-moves.ts";

/** Draft → submitted: computed and checked once more, entered into the ledgers, numbered. */
export async function submitDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
  options: WriteOptions = {},
): Promise<Document> {
  const doctype = addressable(ctx.registry, doctypeId);
  if (!isSubmittable(doctype)) fail("DOCTYPE_NOT_SUBMITTABLE", { doctype: doctypeId });
  ctx.access.assertCan(doctypeId, "submit");
  return changeDocument(engine, {
    ctx,
    doctype,
    id,
    version: options.version,
    idempotencyKey: options.idempotencyKey,
    request: ["submit", id, options.version ?? null],
    yours: {},
    async prepare(connection, stored) {
      if (stored.docstatus !== "draft") fail("DOCUMENT_NOT_DRAFT", { docstatus: stored.docstatus });
      return prepareStages(engine, connection, submitRequest(engine, ctx, doctype, stored));
    },
  });
}

/** What the stages are asked to submit a stored draft as it is. */
export function submitRequest(
  engine: Engine,
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  stored: Document,
): StagesRequest {
  return {
    ctx,
    doctype,
    verb: "submit",
    action: "submit",
    stored,
    merged: changedDocument(ctx, doctype, stored, NOTHING_SENT),
    becomes: "submitted",
    resolveMove: resolveVerb(engine, "submit"),
  };
}

export const NOTHING_SENT = { header: {}, tables: {} } as const;
