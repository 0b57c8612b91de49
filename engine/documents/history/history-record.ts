import { newId } from "../../kernel/index.ts";
import type { Work } from "../run/work.ts";
import type { HistoryChange } from "../types.ts";

/** A row of the history, about to be written with the change it tells of. */
export interface HistoryRecord {
  readonly id: string;
  readonly document_type: string;
  readonly document_id: string;
  readonly version: number;
  readonly verb: string;
  readonly changes: readonly HistoryChange[];
  readonly reason: string | null;
  readonly request_id: string;
  readonly created_at: string;
  readonly created_by: string;
}

/** Who changed what from what to what. */
export function historyRecord({ ctx, doctype, verb, document, changes }: Work): HistoryRecord {
  return {
    id: newId(),
    document_type: doctype.id,
    document_id: document.id,
    version: document.version,
    verb,
    changes,
    reason: ctx.principal.reason ?? null,
    request_id: ctx.requestId,
    created_at: document.updated_at,
    created_by: ctx.principal.id,
  };
}
