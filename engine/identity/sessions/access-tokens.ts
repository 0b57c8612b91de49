import { errors, jwtVerify, SignJWT } from "jose";
import { fail, type Soon } from "../../kernel/index.ts";
import type { TokenClaims } from "../people/identity.ts";

export const ACCESS_TOKEN_SECONDS = 15 * 60;
const CACHE_MAX = 10_000;
const ISSUER = "perfex";
/** Pinned: a token that names another algorithm (or none) is refused. */
const ALGORITHM = "HS256";

export interface AccessTokens {
  sign(claims: TokenClaims): Promise<string>;
  /** Raises AUTH_TOKEN_EXPIRED, AUTH_TOKEN_INVALID. */
  verify(token: string): Soon<TokenClaims>;
}

interface Verified {
  readonly claims: TokenClaims;
  readonly expiresAt: number;
}

/** Short-lived signed tokens. A token once verified is remembered, so that later requests cost a map lookup. */
export function createAccessTokens(secret: Uint8Array, now: () => number = Date.now): AccessTokens {
  const verified = new Map<string, Verified>();

  async function verifySignature(token: string): Promise<Verified> {
    try {
      const { payload } = await jwtVerify(token, secret, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        requiredClaims: ["sub", "sid", "exp"],
        currentDate: new Date(now()),
      });
      return { claims: { userId: payload.sub!, sessionId: String(payload["sid"]) }, expiresAt: payload.exp! * 1000 };
    } catch (error) {
      return fail(error instanceof errors.JWTExpired ? "AUTH_TOKEN_EXPIRED" : "AUTH_TOKEN_INVALID");
    }
  }

  function remember(token: string, entry: Verified): void {
    // The oldest entry leaves: the map keeps the order of insertion.
    if (verified.size >= CACHE_MAX) verified.delete(verified.keys().next().value!);
    verified.set(token, entry);
  }

  async function verifyNew(token: string): Promise<TokenClaims> {
    const entry = await verifySignature(token);
    remember(token, entry);
    return entry.claims;
  }

  return {
    sign: ({ userId, sessionId }) => {
      const seconds = Math.floor(now() / 1000);
      return new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setSubject(userId)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + ACCESS_TOKEN_SECONDS)
        .sign(secret);
    },
    verify(token) {
      const known = verified.get(token);
      if (!known) return verifyNew(token);
      if (known.expiresAt > now()) return known.claims;
      verified.delete(token);
      return fail("AUTH_TOKEN_EXPIRED");
    },
  };
}
