import { type Performance, perform } from "../pipeline/perform.ts";
import type { Document } from "../types.ts";
import { getText, present } from "./present.ts";
import { readBackOf } from "./read-back.ts";

/** Writes the document and answers it as its principal reads it; a repeated request, as it is now. */
export async function answer({ engine, request, subject }: Omit<Performance, "readBack">): Promise<Document> {
  const { ctx, doctype } = request;
  const readBack = readBackOf(ctx, doctype, subject.id);
  const outcome = await perform({ engine, request, subject, readBack });
  if ("replayOf" in outcome) return JSON.parse(await getText(ctx, doctype.id, outcome.replayOf)) as Document;
  return present(ctx, doctype, outcome);
}
