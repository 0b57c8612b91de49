import { prepared, type Sql, sql } from "../../database/index.ts";
import { fail, isPerfexError } from "../../kernel/index.ts";
import { StaleDocument } from "../stored/stale-document.ts";
import type { RequestContext } from "../types.ts";
import { canonicalJson, sha256 } from "../values/canonical-json.ts";

/** A request that may be sent twice and must take effect once. */
export interface Claim {
  readonly key: string;
  /** What is asked, so that a key cannot stand for two requests. */
  readonly request: unknown;
  readonly doctype: string;
  /** Document the answer is about; for a new one, the id it will have. */
  readonly id: string;
}

export function claimOf(key: string | undefined, request: unknown, doctype: string, id: string): Claim | null {
  return key === undefined ? null : { key, request, doctype, id };
}

const KEY = /^[\x21-\x7e]{1,200}$/;

export function assertKey(claim: Claim | null | undefined): void {
  if (claim && !KEY.test(claim.key)) fail("IDEMPOTENCY_KEY_INVALID");
}

const hashOf = (claim: Claim): string => sha256(canonicalJson([claim.doctype, claim.request]));

/**
 * Notes the key with what it asked for, in the statement that writes: both happen or neither. A second request with the
 * same key waits for the first and then breaks on it, so it undoes whatever it wrote and looks at the key instead.
 */
export function insertKey({ principal, clock }: RequestContext, claim: Claim, written: Sql | null): Sql {
  const condition = written ? sql` where ${written}` : sql``;
  return sql`insert into idempotency_key (principal, key, request_hash, document_type, document_id, created_at)
    select ${principal.id}::uuid, ${claim.key}, ${hashOf(claim)}, ${claim.doctype}, ${claim.id}::uuid,
      ${clock.now()}::timestamptz${condition}`;
}

/**
 * The document a key's request was answered with, where what is refused now may be refused because that request has taken
 * effect, or because of what has become of things since; null where the refusal stands.
 */
export async function replayOf(ctx: RequestContext, claim: Claim | null, error: unknown): Promise<string | null> {
  return claim && mayBeRepeated(error) ? earlierAnswer(ctx, claim) : null;
}

function mayBeRepeated(error: unknown): boolean {
  return error instanceof StaleDocument || (isPerfexError(error) && error.status < 500);
}

/** The document the key's request was answered with; null while the key is unknown. Raises IDEMPOTENCY_KEY_REUSED. */
async function earlierAnswer(ctx: RequestContext, claim: Claim): Promise<string | null> {
  const [earlier] = await ctx.db.read(ctx.organization, (connection) =>
    connection.query<{ readonly request_hash: string; readonly document_id: string }>(
      prepared(sql`select request_hash, document_id from idempotency_key
        where principal = ${ctx.principal.id}::uuid and key = ${claim.key}`),
    ),
  );
  if (!earlier) return null;
  return earlier.request_hash === hashOf(claim) ? earlier.document_id : fail("IDEMPOTENCY_KEY_REUSED");
}
