import { fail } from "../../kernel/index.ts";
import type { SignedInPerson } from "../people/identity.ts";
import type { PeopleParts } from "../people-parts.ts";

/** Whose session an access token proves. Raises AUTH_TOKEN_INVALID, AUTH_TOKEN_EXPIRED, AUTH_SESSION_ENDED. */
export async function identify(
  { tokens, identities }: Pick<PeopleParts, "tokens" | "identities">,
  accessToken: string,
): Promise<SignedInPerson> {
  const { userId, sessionId } = await tokens.verify(accessToken);
  const identity = await identities.get(userId);
  return identity?.sessions.has(sessionId) ? { identity, sessionId } : fail("AUTH_SESSION_ENDED");
}
