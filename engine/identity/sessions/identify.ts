import { fail, type Soon, whenKnown } from "../../kernel/index.ts";
import type { Identity, SignedInPerson, TokenClaims } from "../people/identity.ts";
import type { PeopleParts } from "../people-parts.ts";

type Known = Pick<PeopleParts, "tokens" | "tickets" | "identities">;

/** Whose session an access token proves. Raises AUTH_TOKEN_INVALID, AUTH_TOKEN_EXPIRED, AUTH_SESSION_ENDED. */
export function identify({ tokens, identities }: Omit<Known, "tickets">, accessToken: string): Soon<SignedInPerson> {
  return whenKnown(tokens.verify(accessToken), (claims) => inSession({ identities }, claims));
}

/** Whose session a ticket for this path proves, and for which organization. Raises AUTH_TICKET_INVALID, AUTH_SESSION_ENDED. */
export async function redeem({ tickets, identities }: Omit<Known, "tokens">, text: string, path: string) {
  const { organization, ...claims } = await tickets.verify(text, path);
  return { ...(await inSession({ identities }, claims)), organization };
}

function inSession({ identities }: Pick<Known, "identities">, claims: TokenClaims): Soon<SignedInPerson> {
  return whenKnown(identities.get(claims.userId), (identity) => signedIn(identity, claims));
}

function signedIn(identity: Identity | null, { sessionId }: TokenClaims): SignedInPerson {
  return identity?.sessions.has(sessionId) ? { identity, sessionId } : fail("AUTH_SESSION_ENDED");
}
