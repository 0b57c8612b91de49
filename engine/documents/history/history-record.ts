import { newId } from "../../kernel/index.ts";
import type { Work } from "../stages/work.ts";
import type { HistoryChange } from "../types.ts";
import { diffDocuments } from "./diff-documents.ts";

/** A row of the history, about to be written with the change it tells of. */
export interface HistoryRecord {
  readonly id: string;
  readonly document_type: string;
  readonly version: number;
  readonly verb: string;
  readonly changes: readonly HistoryChange[];
  readonly reason: string | null;
  readonly request_id: string;
  readonly at: string;
  readonly by: string;
}

/** Who changed what from what to what. */
export function historyRecord({ ctx, doctype, verb, stored, document }: Work): HistoryRecord {
  return {
    id: newId(),
    document_type: doctype.id,
    version: document.version,
    verb,
    changes: diffDocuments(doctype, stored, document),
    reason: ctx.principal.reason ?? null,
    request_id: ctx.requestId,
    at: ctx.clock.now(),
    by: ctx.principal.id,
  };
}
