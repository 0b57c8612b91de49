import { createHash } from "node:crypto";
import { type Statement, value } from "./database.ts";
import { Refusal } from "./refusal.ts";
import type { Person } from "./sessions.ts";

/** A write as it was asked for: by whom, when, under which key. */
export interface Ask {
  readonly person: Person;
  readonly key: string | null;
  /** Of what was asked, so that a key cannot stand for two requests. */
  readonly hash: string;
  readonly requestId: string;
  readonly at: string;
  /** Version the change is based on. */
  readonly version: number | null;
  readonly body: unknown;
}

const KEY = /^[\x21-\x7e]{1,200}$/;

export function assertKey(key: string | undefined): string {
  if (key === undefined || !KEY.test(key)) throw new Refusal(400, "an idempotency key");
  return key;
}

export const hashOf = (parts: readonly string[]): string => createHash("sha256").update(parts.join("\n")).digest("hex");

const EARLIER: Statement = {
  name: "earlier_request",
  text: `select json_build_object('hash', request_hash, 'document', document_id)::text
    from idempotency_key where principal = $1 and key = $2`,
};

/** The document of the request that had the key; null where nobody had it. Raises a refusal where it stood for another request. */
export async function replayOf({ person, key, hash }: Ask): Promise<string | null> {
  if (key === null) return null;
  const json = await value(EARLIER, [person.id, key]);
  if (json === undefined) return null;
  const earlier = JSON.parse(json) as { readonly hash: string; readonly document: string };
  if (earlier.hash !== hash) throw new Refusal(422, "the key stands for another request");
  return earlier.document;
}
