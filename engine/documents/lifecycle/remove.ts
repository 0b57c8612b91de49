import { fail } from "../../kernel/index.ts";
import { perform } from "../pipeline/perform.ts";
import { addressable, type Engine } from "../run/engine.ts";
import { claimOf } from "../run/idempotency.ts";
import { originOf } from "../run/sent-values.ts";
import type { WriteRequest } from "../run/write-request.ts";
import { assertId } from "../stored/load-stored.ts";
import type { RequestContext, WriteOptions } from "../types.ts";

/**
 * Deletes a draft or a simple document with its lines, comments, tags and files; its history stays. Refused while others
 * point to it (naming them), once it is submitted, and once it has a number of a gapless series.
 */
export async function removeDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
  options: WriteOptions = {},
): Promise<void> {
  const doctype = addressable(ctx.registry, doctypeId);
  if (doctype.kind === "single") fail("SINGLE_EXISTS", { doctype: doctypeId });
  ctx.access.assertCan(doctypeId, "delete");
  assertId(id);
  const request: WriteRequest = {
    ctx,
    doctype,
    verb: "delete",
    action: "delete",
    origin: originOf(ctx.principal),
    isStored: true,
    becomes: "deleted",
    version: options.version,
    claim: claimOf(options.idempotencyKey, ["delete", id, options.version ?? null], doctypeId, id),
  };
  await perform({ engine, request, subject: { index: 0, id }, readBack: null });
}
