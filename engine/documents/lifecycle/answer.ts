import type { ResolvedDoctype } from "../../registry/index.ts";
import { type Performance, perform } from "../pipeline/perform.ts";
import { getText } from "../reading/get-text.ts";
import { assertKey, type Claim, replayOf } from "../run/idempotency.ts";
import { readBackOf } from "../stored/read-back.ts";
import type { Document, RequestContext } from "../types.ts";
import { present } from "./present.ts";

/** Writes the document and answers it as its principal reads it; a repeated request, as it is now. */
export async function answer({ engine, request, subject }: Omit<Performance, "readBack">): Promise<Document> {
  const { ctx, doctype } = request;
  const readBack = readBackOf(ctx, doctype, subject.id);
  const outcome = await perform({ engine, request, subject, readBack });
  return "replayOf" in outcome ? replayed(ctx, doctype, outcome.replayOf) : present(ctx, doctype, outcome);
}

/**
 * A document that is made from others: what it is made from is read before anything is written. A request that is repeated
 * is answered with its document, whatever has become of the others since.
 */
export async function answerMade(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  claim: Claim | null,
  make: () => Promise<Document>,
): Promise<Document> {
  assertKey(claim);
  try {
    return await make();
  } catch (error) {
    const earlier = await replayOf(ctx, claim, error);
    if (earlier === null) throw error;
    return replayed(ctx, doctype, earlier);
  }
}

const replayed = async (ctx: RequestContext, doctype: ResolvedDoctype, id: string): Promise<Document> =>
  JSON.parse(await getText(ctx, doctype.id, id)) as Document;
