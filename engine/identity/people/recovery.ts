import type { Language } from "../../kernel/index.ts";
import { makeMailLink, useMailLink } from "../mail/mail-links.ts";
import type { PeopleParts } from "../people-parts.ts";
import { emailKey, parseEmail } from "./email.ts";
import { assertGoodPassword, hashPassword } from "./passwords.ts";
import { findPerson, updatePerson } from "./person-store.ts";

/** Sends a link to choose a new password; an unknown address gets no mail and the same answer. */
export async function forgotPassword(parts: PeopleParts, address: string, language: Language): Promise<void> {
  const email = parseEmail(address);
  await parts.db.transaction(null, async (tx) => {
    const person = await findPerson(tx, email);
    if (!person?.is_active) return;
    const token = await makeMailLink(tx, "reset", emailKey(email), { user: person.id });
    await parts.mails.send(tx, { to: person.email, kind: "reset", language, token });
  });
}

/** Sets the new password and ends every session of the person. Raises AUTH_LINK_INVALID, AUTH_PASSWORD_WEAK. */
export async function resetPassword(parts: PeopleParts, token: string, password: string): Promise<void> {
  // Before the link is used up: a refused password must not cost the link.
  assertGoodPassword(password, "");
  const password_hash = await hashPassword(password);
  await parts.db.transaction(null, async (tx) => {
    const { emailKey: key, payload } = await useMailLink<{ user: string }>(tx, "reset", token);
    assertGoodPassword(password, key);
    await updatePerson(tx, payload.user, { password_hash });
    await parts.sessions.endAll(tx, payload.user, "password reset");
    tx.afterCommit(() => parts.attempts.forgive(key));
  });
}
