import { SINGLE_ID } from "../../calculation/index.ts";
import { isPerfexError } from "../../kernel/index.ts";
import type { Document, DocumentValues, RequestContext, WriteOptions } from "../types.ts";
import { changeDocument } from "./change.ts";
import { createDocument } from "./create.ts";
import { addressable, type Engine } from "./engine.ts";

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
  const asked = ["update", id, patch, options.version ?? null];
  const change = changeDocument(engine, { ctx, doctype, id, verb: "update", action: "update", options, asked, patch });
  if (doctype.kind !== "single" || id !== SINGLE_ID) return change;
  return change.catch((error: unknown) => {
    // The one record of a single doctype is made when it is first written.
    if (isPerfexError(error) && error.code === "DOCUMENT_NOT_FOUND")
      return createDocument(engine, ctx, doctypeId, patch);
    throw error;
  });
}
