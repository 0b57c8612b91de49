import { createHash, randomBytes } from "node:crypto";
import { type Database, sql, type Transaction } from "../../database/index.ts";
import { fail, newId } from "../../kernel/index.ts";
import type { IdentityCache } from "../people/identity-cache.ts";

export const REFRESH_DAYS = 30;

export interface Device {
  readonly userAgent: string | undefined;
  readonly address: string;
}

/** A session and the refresh token that continues it. */
export interface OpenSession {
  readonly userId: string;
  readonly sessionId: string;
  readonly refreshToken: string;
}

export interface SessionStore {
  open(userId: string, device: Device): Promise<OpenSession>;
  /** Exchanges a refresh token for the next one. One that was used before ends its session. Raises AUTH_SESSION_ENDED. */
  rotate(refreshToken: string): Promise<OpenSession>;
  /** Ends the session a refresh token belongs to; unknown tokens are no error. */
  endByToken(refreshToken: string): Promise<void>;
  end(userId: string, sessionId: string, why: string): Promise<void>;
  /** All of a person's, but the one they keep. */
  endAll(tx: Transaction, userId: string, why: string, kept?: string): Promise<void>;
}

/** Tokens are stored as hashes: a copy of the table opens nothing. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export const newToken = (): string => randomBytes(32).toString("base64url");

export function createSessionStore(db: Database, identities: Pick<IdentityCache, "changed">): SessionStore {
  async function endOne(tx: Transaction, sessionId: string, userId: string, why: string): Promise<void> {
    await tx.query(
      sql`update platform.sessions set ended_at = now(), ended_why = ${why} where id = ${sessionId} and ended_at is null`,
    );
    await identities.changed(tx, userId);
  }

  return {
    open: (userId, device) =>
      db.transaction(null, async (tx) => {
        const sessionId = newId();
        await tx.query(sql`
          insert into platform.sessions (id, user_id, expires_at, user_agent, address)
          values (${sessionId}, ${userId}, now() + make_interval(days => ${REFRESH_DAYS}), ${device.userAgent?.slice(0, 300) ?? null}, ${device.address})`);
        await identities.changed(tx, userId);
        return { userId, sessionId, refreshToken: await issue(tx, sessionId) };
      }),
    async rotate(refreshToken) {
      const next = await db.transaction(null, async (tx): Promise<OpenSession | null> => {
        const found = await lockToken(tx, refreshToken);
        if (!found?.is_alive) return null;
        if (found.used_at !== null) {
          // Two holders of one token: whichever is the thief, both are out. Committed, not rolled back.
          await endOne(tx, found.session, found.user_id, "refresh token used twice");
          return null;
        }
        await tx.query(sql`update platform.refresh_tokens set used_at = now() where hash = ${hashToken(refreshToken)}`);
        await tx.query(sql`
          update platform.sessions set last_used_at = now(), expires_at = now() + make_interval(days => ${REFRESH_DAYS})
          where id = ${found.session}`);
        return { userId: found.user_id, sessionId: found.session, refreshToken: await issue(tx, found.session) };
      });
      return next ?? fail("AUTH_SESSION_ENDED");
    },
    endByToken: (refreshToken) =>
      db.transaction(null, async (tx) => {
        const found = await lockToken(tx, refreshToken);
        if (found) await endOne(tx, found.session, found.user_id, "signed out");
      }),
    end: (userId, sessionId, why) => db.transaction(null, (tx) => endOne(tx, sessionId, userId, why)),
    async endAll(tx, userId, why, kept = "") {
      await tx.query(
        sql`update platform.sessions set ended_at = now(), ended_why = ${why}
          where user_id = ${userId} and ended_at is null and id::text <> ${kept}`,
      );
      await identities.changed(tx, userId);
    },
  };
}

async function issue(tx: Transaction, sessionId: string): Promise<string> {
  const token = newToken();
  await tx.query(sql`insert into platform.refresh_tokens (hash, session) values (${hashToken(token)}, ${sessionId})`);
  return token;
}

interface StoredToken {
  readonly session: string;
  readonly user_id: string;
  readonly used_at: string | null;
  readonly is_alive: boolean;
}

/** The session row is locked, so that two uses of one token at the same moment see each other. */
async function lockToken(tx: Transaction, refreshToken: string): Promise<StoredToken | undefined> {
  const [row] = await tx.query<{ session: string }>(
    sql`select session from platform.refresh_tokens where hash = ${hashToken(refreshToken)}`,
  );
  if (!row) return undefined;
  await tx.query(sql`select 1 from platform.sessions where id = ${row.session} for update`);
  const [token] = await tx.query<StoredToken>(sql`
    select t.session, s.user_id, t.used_at, s.ended_at is null and s.expires_at > now() and u.is_active as is_alive
    from platform.refresh_tokens t join platform.sessions s on s.id = t.session join platform.users u on u.id = s.user_id
    where t.hash = ${hashToken(refreshToken)}`);
  return token;
}
