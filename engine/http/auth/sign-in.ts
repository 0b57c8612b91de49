import { sql } from "../../database/index.ts";
import { fail, mustExist } from "../../kernel/index.ts";
import type { SessionAnswer } from "../api-types.ts";
import type { Call } from "../routing/call.ts";
import { ACCESS_TOKEN_SECONDS } from "./access-tokens.ts";
import type { AuthPorts } from "./auth-ports.ts";
import { emailKey } from "./email.ts";
import { acceptInvitations } from "./invitations.ts";
import { meAnswer } from "./me.ts";
import { isPasswordRight } from "./passwords.ts";
import type { OpenSession } from "./session-store.ts";

export interface SignedIn {
  readonly answer: SessionAnswer;
  readonly refreshToken: string;
}

/**
 * Opens a session. A wrong password, an unknown address and one not yet confirmed are told apart neither by the answer nor by its
 * time; after some failures whoever tries waits. Raises AUTH_CREDENTIALS_INVALID, HTTP_RATE_LIMITED.
 */
export async function signIn(ports: AuthPorts, call: Call): Promise<SignedIn> {
  const { email, password } = await call.body();
  if (typeof email !== "string" || typeof password !== "string") return fail("AUTH_CREDENTIALS_INVALID");
  const key = emailKey(email.trim().normalize("NFC")).slice(0, 254);
  const here = `${key} ${call.address}`;
  await ports.limits.assertLeft("sign-in-account", here);
  await ports.limits.assertLeft("sign-in-anywhere", key);
  const [user] = await ports.db.read(null, (connection) =>
    connection.query<{ id: string; password_hash: string; is_active: boolean }>(
      sql`select id, password_hash, is_active from platform.users where email_key = ${key}`,
    ),
  );
  const isRight = await isPasswordRight(user?.password_hash ?? null, password);
  if (!user?.is_active || !isRight) {
    await ports.limits.spend("sign-in-account", here);
    await ports.limits.spend("sign-in-anywhere", key);
    return fail("AUTH_CREDENTIALS_INVALID");
  }
  await ports.limits.reset("sign-in-account", here);
  const device = { userAgent: call.headers["user-agent"], address: call.address };
  return await welcome(ports, await ports.sessions.open(user.id, device));
}

/** Continues a session. Raises AUTH_SESSION_ENDED. */
export async function refresh(ports: AuthPorts, refreshToken: string): Promise<SignedIn> {
  return await welcome(ports, await ports.sessions.rotate(refreshToken));
}

async function welcome(ports: AuthPorts, session: OpenSession): Promise<SignedIn> {
  await acceptInvitations(ports, session.userId);
  const identity = mustExist(await ports.identities.get(session.userId), "the person who signed in");
  const answer: SessionAnswer = {
    access_token: await ports.tokens.sign(session),
    token_type: "Bearer",
    expires_in: ACCESS_TOKEN_SECONDS,
    ...meAnswer(identity),
  };
  return { answer, refreshToken: session.refreshToken };
}
