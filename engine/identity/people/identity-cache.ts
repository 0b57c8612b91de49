import { type Database, type Subscription, sql, type Transaction } from "../../database/index.ts";
import { Arriving, type Soon } from "../../kernel/index.ts";
import type { Identity } from "./identity.ts";
import { loadIdentity } from "./identity-store.ts";

/** Payload: a user id, or `*` when anybody may be concerned. */
const CHANNEL = "perfex_identity";
/** However a notification may be lost, nobody keeps a right longer than this. */
const TRUST_MS = 1000;
const PEOPLE_MAX = 10_000;

/** People, remembered for a moment: a change of rights is known at once here and within a notification's time on other nodes. */
export interface IdentityCache {
  get(userId: string): Soon<Identity | null>;
  /** To be called inside the transaction that changes a person's sessions, memberships or state; `*` for everybody. */
  changed(tx: Transaction, userId: string): Promise<void>;
  /** Calls back after a change; for streams that outlive a request. */
  onChange(listener: (userId: string) => void): () => void;
  close(): Promise<void>;
}

interface Entry {
  readonly identity: Arriving<Identity | null>;
  readonly trustedUntil: number;
}

export async function createIdentityCache(db: Database, now: () => number = Date.now): Promise<IdentityCache> {
  const entries = new Map<string, Entry>();
  const listeners = new Set<(userId: string) => void>();

  function forget(userId: string): void {
    if (userId === "*") entries.clear();
    else entries.delete(userId);
    for (const listener of listeners) listener(userId);
  }

  const subscription: Subscription = await db.listen(CHANNEL, forget, () => forget("*"));

  return {
    get(userId) {
      const known = entries.get(userId);
      if (known && known.trustedUntil > now()) return known.identity.soon;
      if (entries.size >= PEOPLE_MAX) entries.clear();
      const loading = loadIdentity(db, userId);
      const entry = { identity: new Arriving(loading), trustedUntil: now() + TRUST_MS };
      entries.set(userId, entry);
      loading.catch(() => {
        if (entries.get(userId) === entry) entries.delete(userId);
      });
      return loading;
    },
    async changed(tx, userId) {
      await announceIdentityChange(tx, userId);
      tx.afterCommit(() => forget(userId));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => subscription.stop(),
  };
}

/** Tells every node that a person's rights changed, once the transaction has committed. */
export async function announceIdentityChange(tx: Transaction, userId: string): Promise<void> {
  await tx.query(sql`select pg_notify(${CHANNEL}, ${userId})`);
}
