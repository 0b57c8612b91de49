import { newId } from "../../kernel/index.ts";
import type { Verb, Work } from "../run/work.ts";
import type { JsonValue } from "../types.ts";

/** What others are told once the write is committed: which document, what happened, by whom; no values. */
export interface OutboxRecord {
  readonly id: string;
  readonly event: string;
  readonly document_type: string;
  readonly document_id: string;
  readonly version: number;
  readonly payload: Readonly<Record<string, JsonValue>>;
  readonly created_at: string;
}

export function outboxRecord({ ctx, doctype, document }: Work, verb: Verb): OutboxRecord {
  const { principal, requestId } = ctx;
  return {
    id: newId(),
    event: `${doctype.id}.${verb}`,
    document_type: doctype.id,
    document_id: document.id,
    version: document.version,
    payload: { verb, by: principal.id, request_id: requestId },
    created_at: document.updated_at,
  };
}
