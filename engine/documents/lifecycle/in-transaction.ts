import { prepared, sql, type Transaction } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import type { RequestContext } from "../types.ts";
import { canonicalJson, sha256 } from "../values/canonical-json.ts";
import type { Engine } from "./engine.ts";

/** A request that may be sent twice and must take effect once. */
export interface Claim {
  readonly key: string;
  /** What is asked, so that a key cannot stand for two requests. */
  readonly request: unknown;
  readonly doctype: string;
  /** Document the answer is about; for a new one, the id it will have. */
  readonly id: string;
}

/** Either the work's result, or the document an earlier request with the same key was answered with. */
export type Outcome<T> = { readonly result: T } | { readonly replayOf: string };

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * One write, all or nothing. With a claim, its idempotency key is taken first: a second request with the same key waits
 * for the first, then answers the same document. A failed request gives its key back.
 */
export async function inTransaction<T>(
  engine: Engine,
  ctx: RequestContext,
  claim: Claim | null,
  work: (tx: Transaction) => Promise<T>,
): Promise<Outcome<T>> {
  if (claim && !KEY.test(claim.key)) fail("IDEMPOTENCY_KEY_INVALID");
  return ctx.db.transaction(ctx.organization, async (tx): Promise<Outcome<T>> => {
    const replayOf = claim && (await takeKey(tx, ctx, claim));
    if (replayOf) return { replayOf };
    const result = await work(tx);
    tx.afterCommit(() => engine.ports.wakeOutbox?.(ctx.organization));
    return { result };
  });
}

interface TakenKey {
  readonly request_hash: string;
  readonly document_id: string;
}

/** Null when the key is now ours, else the document of the request that had it. Raises IDEMPOTENCY_KEY_REUSED. */
async function takeKey(tx: Transaction, ctx: RequestContext, claim: Claim): Promise<string | null> {
  const hash = sha256(canonicalJson([claim.doctype, claim.request]));
  const principal = ctx.principal.id;
  const taken = await tx.query(
    prepared(sql`insert into idempotency_key (principal, key, request_hash, document_type, document_id, version, created_at)
      values (${principal}::uuid, ${claim.key}, ${hash}, ${claim.doctype}, ${claim.id}::uuid, 0, ${ctx.clock.now()}::timestamptz)
      on conflict (principal, key) do nothing returning key`),
  );
  if (taken.length > 0) return null;
  const [earlier] = await tx.query<TakenKey>(
    prepared(
      sql`select request_hash, document_id from idempotency_key where principal = ${principal}::uuid and key = ${claim.key}`,
    ),
  );
  if (!earlier) return fail("DATABASE_CONFLICT");
  return earlier.request_hash === hash ? earlier.document_id : fail("IDEMPOTENCY_KEY_REUSED");
}
