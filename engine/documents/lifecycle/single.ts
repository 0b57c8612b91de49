import { SINGLE_ID } from "../../calculation/index.ts";
import { compileGetQuery } from "../../database/query/index.ts";
import { fail, isPerfexError } from "../../kernel/index.ts";
import { addressable, type Engine } from "../run/engine.ts";
import type { Document, RequestContext } from "../types.ts";
import { createDocument } from "./create.ts";

/** The one record of a single doctype; made with its defaults when it was never saved. Raises DOCUMENT_NOT_FOUND for who may not make it. */
export async function singleDocument(engine: Engine, ctx: RequestContext, doctypeId: string): Promise<Document> {
  const doctype = addressable(ctx.registry, doctypeId);
  if (doctype.kind !== "single") fail("DOCTYPE_NOT_ADDRESSABLE", { doctype: doctypeId });
  const found = await findSingle(ctx, doctypeId);
  if (found) return found;
  if (!ctx.access.can(doctypeId, "create")) fail("DOCUMENT_NOT_FOUND");
  try {
    return await createDocument(engine, ctx, doctypeId, {});
  } catch (error) {
    // Somebody else made it meanwhile.
    if (!isPerfexError(error) || error.code !== "SINGLE_EXISTS") throw error;
  }
  return (await findSingle(ctx, doctypeId)) ?? fail("DOCUMENT_NOT_FOUND");
}

async function findSingle(ctx: RequestContext, doctype: string): Promise<Document | null> {
  const query = compileGetQuery(ctx.registry, doctype, { id: SINGLE_ID }, ctx.access.readAccess(doctype));
  const text = await ctx.db.read(ctx.organization, (connection) => connection.queryText(query));
  return text === null ? null : (JSON.parse(text) as Document);
}
