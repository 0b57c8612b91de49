import { fail, mustExist } from "../../kernel/index.ts";
import { acceptInvitations } from "../organizations/invitations.ts";
import { emailKey } from "../people/email.ts";
import type { Identity } from "../people/identity.ts";
import { isPasswordRight } from "../people/passwords.ts";
import { findPerson } from "../people/person-store.ts";
import type { PeopleParts } from "../people-parts.ts";
import { ACCESS_TOKEN_SECONDS } from "./access-tokens.ts";
import type { Device, OpenSession } from "./session-store.ts";

/** A session that was opened or continued, and what goes on with it. */
export interface SignedIn {
  readonly identity: Identity;
  readonly accessToken: string;
  readonly accessTokenSeconds: number;
  readonly refreshToken: string;
}

/**
 * Opens a session. A wrong password, an unknown address and one not yet confirmed are told apart neither by the answer nor by its
 * time; after some failures whoever tries waits. Raises AUTH_CREDENTIALS_INVALID, HTTP_RATE_LIMITED.
 */
export async function signIn(
  parts: PeopleParts,
  { email, password }: { readonly email: string; readonly password: string },
  device: Device,
): Promise<SignedIn> {
  const key = emailKey(email);
  const attempt = await parts.attempts.begin(key, device.address);
  const person = await parts.db.read(null, (connection) => findPerson(connection, key));
  const isRight = await isPasswordRight(person?.password_hash ?? null, password);
  if (!person?.is_active || !isRight) return fail("AUTH_CREDENTIALS_INVALID");
  await attempt.succeeded();
  return await welcome(parts, await parts.sessions.open(person.id, device));
}

/** Continues a session. Raises AUTH_SESSION_ENDED. */
export async function refresh(parts: PeopleParts, refreshToken: string): Promise<SignedIn> {
  return await welcome(parts, await parts.sessions.rotate(refreshToken));
}

/** Opens a session for somebody whose identity is beyond doubt: the one at the installation's own command line. */
export async function openSession(parts: PeopleParts, userId: string, device: Device): Promise<SignedIn> {
  return await welcome(parts, await parts.sessions.open(userId, device));
}

async function welcome(parts: PeopleParts, session: OpenSession): Promise<SignedIn> {
  await acceptInvitations(parts, session.userId);
  return {
    identity: mustExist(await parts.identities.get(session.userId), "the person who signed in"),
    accessToken: await parts.tokens.sign(session),
    accessTokenSeconds: ACCESS_TOKEN_SECONDS,
    refreshToken: session.refreshToken,
  };
}
