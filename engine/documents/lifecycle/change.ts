import { isSubmittable } from "../../calculation/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { addressable, type Engine } from "../run/engine.ts";
import { claimOf } from "../run/idempotency.ts";
import { originOf } from "../run/sent-values.ts";
import type { WriteRequest } from "../run/write-request.ts";
import { assertId } from "../stored/load-stored.ts";
import type { Document, DocumentValues, RequestContext, WriteOptions } from "../types.ts";
import { answer } from "./answer.ts";

/** What a change of a stored document says beside what every change says. */
export interface Change extends Pick<WriteRequest, "verb" | "action" | "becomes" | "transition" | "reversalDate"> {
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  readonly id: string;
  readonly options: WriteOptions;
  /** What is asked, so that an idempotency key cannot stand for two requests. */
  readonly asked: unknown;
  readonly patch?: DocumentValues;
}

/** Changes a stored document. Raises ID_INVALID, VERSION_INVALID, and what the stages raise. */
export async function changeDocument(engine: Engine, change: Change): Promise<Document> {
  const { id, options, asked, patch, ctx, doctype, verb, action, becomes, transition, reversalDate } = change;
  const { version, idempotencyKey } = options;
  assertId(id);
  assertVersion(version);
  const claim = claimOf(idempotencyKey, asked, doctype.id, id);
  const origin = originOf(ctx.principal);
  const request: WriteRequest = {
    ctx,
    doctype,
    verb,
    action,
    origin,
    isStored: true,
    becomes,
    transition,
    version,
    claim,
    reversalDate,
  };
  return answer({ engine, request, subject: { index: 0, id, input: patch } });
}

function assertVersion(version: unknown): void {
  if (version !== undefined && !(Number.isSafeInteger(version) && (version as number) > 0)) fail("VERSION_INVALID");
}

/** Raises DOCTYPE_NOT_ADDRESSABLE, DOCTYPE_NOT_SUBMITTABLE. */
export function submittable({ registry }: RequestContext, id: string): ResolvedDoctype {
  const doctype = addressable(registry, id);
  return isSubmittable(doctype) ? doctype : fail("DOCTYPE_NOT_SUBMITTABLE", { doctype: id });
}
