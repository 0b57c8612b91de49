import type { Connection } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { Document, RequestContext } from "../types.ts";
import type { Engine } from "./engine.ts";
import { assertId, loadVisible, lockDocument } from "./load-stored.ts";
import { type PreparedWrite, performWrite } from "./perform-write.ts";
import { getText, present, readBackOf } from "./present.ts";
import { StaleDocument } from "./stale-document.ts";
import { failChanged } from "./version-conflict.ts";

const ATTEMPTS_MAX = 3;

export interface Change {
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  readonly id: string;
  /** Version the change is based on; without it, the document as it is now. */
  readonly version: number | undefined;
  readonly idempotencyKey: string | undefined;
  /** What is asked, for the idempotency key and the difference of a conflict. */
  readonly request: unknown;
  /** Fields the person wanted to set, for the difference of a conflict. */
  readonly yours: Readonly<Record<string, unknown>>;
  readonly prepare: (connection: Connection, stored: Document) => Promise<PreparedWrite>;
}

/**
 * Changes a stored document. It is read without waiting and written only if still at the version read. Somebody else's
 * write in between is DOCUMENT_CHANGED for who named a version; who named none is served again, the second time in line.
 */
export async function changeDocument(engine: Engine, change: Change): Promise<Document> {
  const { ctx, doctype, id, version } = change;
  assertId(id);
  assertVersion(version);
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptChange(engine, change, attempt > 1);
    } catch (error) {
      if (!(error instanceof StaleDocument)) throw error;
      if (version !== undefined || attempt >= ATTEMPTS_MAX) {
        return failChanged(ctx, doctype, id, { version: version ?? null, yours: change.yours });
      }
    }
  }
}

function assertVersion(version: unknown): void {
  if (version !== undefined && !(Number.isSafeInteger(version) && (version as number) > 0)) fail("VERSION_INVALID");
}

async function attemptChange(engine: Engine, change: Change, isLocking: boolean): Promise<Document> {
  const { ctx, doctype, id, idempotencyKey, request, version } = change;
  const claim = idempotencyKey === undefined ? null : { key: idempotencyKey, request, doctype: doctype.id, id };
  const outcome = await performWrite(engine, ctx, {
    claim,
    isLocking,
    readBack: readBackOf(ctx, doctype, id),
    async prepare(connection) {
      if (isLocking) await lockDocument(connection, doctype, id);
      const stored = await loadVisible(ctx, connection, doctype, id);
      if (version !== undefined && stored.version !== version) throw new StaleDocument();
      return change.prepare(connection, stored);
    },
  });
  if ("replayOf" in outcome) return JSON.parse(await getText(ctx, doctype.id, outcome.replayOf)) as Document;
  return present(ctx, doctype, outcome.result);
}
