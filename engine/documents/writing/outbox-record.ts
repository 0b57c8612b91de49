import { newId } from "../../kernel/index.ts";
import type { Verb } from "../stages/work.ts";
import type { JsonValue, RequestContext } from "../types.ts";

/** What others are told once the write is committed: which document, what happened, by whom; no values. */
export interface OutboxRecord {
  readonly id: string;
  readonly event: string;
  readonly document_type: string;
  readonly version: number;
  readonly payload: Readonly<Record<string, JsonValue>>;
  readonly created_at: string;
}

export function outboxRecord(ctx: RequestContext, doctype: string, verb: Verb, version: number): OutboxRecord {
  const { principal, requestId, clock } = ctx;
  return {
    id: newId(),
    event: `${doctype}.${verb}`,
    document_type: doctype,
    version,
    payload: { verb, by: principal.id, request_id: requestId },
    created_at: clock.now(),
  };
}
