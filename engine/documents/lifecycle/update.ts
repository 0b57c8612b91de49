import { SINGLE_ID } from "../../calculation/index.ts";
import { fail, isPerfexError } from "../../kernel/index.ts";
import { changedDocument } from "../stages/merge-values.ts";
import { originOf, parseValues } from "../stages/parse.ts";
import type { Document, DocumentValues, RequestContext, WriteOptions } from "../types.ts";
import { changeDocument } from "./change.ts";
import { createDocument } from "./create.ts";
import { addressable, type Engine, stateFieldOf } from "./engine.ts";
import { prepareStages } from "./run-stages.ts";

/** JSON merge on the header; a table given replaces its rows, rows with a known id are changed in place. */
export async function updateDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
  patch: DocumentValues,
  options: WriteOptions = {},
): Promise<Document> {
  const doctype = addressable(ctx.registry, doctypeId);
  ctx.access.assertCan(doctypeId, "update");
  const change = changeDocument(engine, {
    ctx,
    doctype,
    id,
    version: options.version,
    idempotencyKey: options.idempotencyKey,
    request: ["update", id, patch, options.version ?? null],
    yours: patch,
    async prepare(connection, stored) {
      if (stored.docstatus === "cancelled") fail("DOCUMENT_CANCELLED");
      await engine.reach("parse", doctype.id);
      const stateField = stateFieldOf(engine, ctx, doctype.id);
      const { parsed, problems } = parseValues({
        doctype,
        input: patch,
        stored,
        origin: originOf(ctx.principal),
        stateField,
      });
      const merged = changedDocument(ctx, doctype, stored, parsed);
      return prepareStages(engine, connection, {
        ctx,
        doctype,
        verb: "update",
        action: "update",
        stored,
        merged,
        problems,
      });
    },
  });
  if (doctype.kind !== "single" || id !== SINGLE_ID) return change;
  return change.catch((error: unknown) => {
    // The one record of a single doctype is made when it is first written.
    if (isPerfexError(error) && error.code === "DOCUMENT_NOT_FOUND")
      return createDocument(engine, ctx, doctypeId, patch);
    throw error;
  });
}
