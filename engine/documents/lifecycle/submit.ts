import type { Engine } from "../run/engine.ts";
import type { Document, RequestContext, WriteOptions } from "../types.ts";
import { changeDocument, submittable } from "./change.ts";

/** Draft → submitted: computed and checked once more, entered into the ledgers, numbered. */
export async function submitDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
  options: WriteOptions = {},
): Promise<Document> {
  const doctype = submittable(ctx, doctypeId);
  ctx.access.assertCan(doctypeId, "submit");
  const asked = ["submit", id, options.version ?? null];
  return changeDocument(engine, {
    ctx,
    doctype,
    id,
    verb: "submit",
    action: "submit",
    becomes: "submitted",
    options,
    asked,
  });
}
