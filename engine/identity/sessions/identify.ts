import { fail } from "../../kernel/index.ts";
import type { SignedInPerson, TokenClaims } from "../people/identity.ts";
import type { PeopleParts } from "../people-parts.ts";

type Known = Pick<PeopleParts, "tokens" | "tickets" | "identities">;

/** Whose session an access token proves. Raises AUTH_TOKEN_INVALID, AUTH_TOKEN_EXPIRED, AUTH_SESSION_ENDED. */
export async function identify(
  { tokens, identities }: Omit<Known, "tickets">,
  accessToken: string,
): Promise<SignedInPerson> {
  return inSession({ identities }, await tokens.verify(accessToken));
}

/** Whose session a ticket for this path proves, and for which organization. Raises AUTH_TICKET_INVALID, AUTH_SESSION_ENDED. */
export async function redeem({ tickets, identities }: Omit<Known, "tokens">, text: string, path: string) {
  const { organization, ...claims } = await tickets.verify(text, path);
  return { ...(await inSession({ identities }, claims)), organization };
}

async function inSession(
  { identities }: Pick<Known, "identities">,
  { userId, sessionId }: TokenClaims,
): Promise<SignedInPerson> {
  const identity = await identities.get(userId);
  return identity?.sessions.has(sessionId) ? { identity, sessionId } : fail("AUTH_SESSION_ENDED");
}
