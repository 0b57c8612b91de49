import { sql } from "../../database/index.ts";
import type { Language } from "../../kernel/index.ts";
import type { AuthPorts } from "./auth-ports.ts";
import { emailKey, parseEmail } from "./email.ts";
import { makeMailLink, useMailLink } from "./mail-links.ts";
import { assertGoodPassword, hashPassword } from "./passwords.ts";

/** Sends a link to choose a new password; an unknown address gets no mail and the same answer. */
export async function forgotPassword(
  ports: AuthPorts,
  body: Readonly<Record<string, unknown>>,
  language: Language,
): Promise<void> {
  const email = parseEmail(body["email"]);
  await ports.db.transaction(null, async (tx) => {
    const [user] = await tx.query<{ id: string; email: string }>(
      sql`select id, email from platform.users where email_key = ${emailKey(email)} and is_active`,
    );
    if (!user) return;
    const token = await makeMailLink(tx, "reset", emailKey(email), { user: user.id });
    const params = { link: `${ports.publicUrl}/reset-password?token=${token}` };
    await ports.mails.send(tx, { to: user.email, kind: "reset", language, params });
  });
}

/** Sets the new password and ends every session of the person. Raises AUTH_LINK_INVALID, AUTH_PASSWORD_WEAK. */
export async function resetPassword(ports: AuthPorts, body: Readonly<Record<string, unknown>>): Promise<void> {
  const password = typeof body["password"] === "string" ? body["password"] : "";
  // Before the link is used up: a refused password must not cost the link.
  assertGoodPassword(password, "");
  const hash = await hashPassword(password);
  await ports.db.transaction(null, async (tx) => {
    const { emailKey: key, payload } = await useMailLink<{ user: string }>(tx, "reset", body["token"]);
    assertGoodPassword(password, key);
    await tx.query(sql`update platform.users set password_hash = ${hash} where id = ${payload.user}`);
    await ports.sessions.endAll(tx, payload.user, "password reset");
    tx.afterCommit(() => ports.limits.reset("sign-in-anywhere", key));
  });
}
