import { fail, isIsoDate } from "../../kernel/index.ts";
import type { Engine } from "../run/engine.ts";
import type { CancelOptions, Document, RequestContext } from "../types.ts";
import { changeDocument, submittable } from "./change.ts";

/** Submitted → cancelled: refused while submitted documents build on it; its ledger entries are reversed exactly. */
export async function cancelDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
  options: CancelOptions = {},
): Promise<Document> {
  const doctype = submittable(ctx, doctypeId);
  ctx.access.assertCan(doctypeId, "cancel");
  const date = options.date ?? ctx.clock.today();
  if (!isIsoDate(date)) fail("DATE_INVALID", { value: String(date) }, { pointer: "/date" });
  return changeDocument(engine, {
    ctx,
    doctype,
    id,
    verb: "cancel",
    action: "cancel",
    becomes: "cancelled",
    reversalDate: date,
    options,
    asked: ["cancel", id, options.version ?? null, options.date ?? null],
  });
}
