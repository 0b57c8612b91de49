import type { Language } from "../../kernel/index.ts";
import { makeMailLink, useMailLink } from "../mail/mail-links.ts";
import type { PeopleParts } from "../people-parts.ts";
import { emailKey, parseEmail } from "./email.ts";
import { parseName } from "./parse-name.ts";
import { assertGoodPassword, hashPassword } from "./passwords.ts";
import { findPerson, insertPerson, type NewPerson } from "./person-store.ts";

export interface Registration {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly language: Language;
}

/**
 * Begins a registration. The account is made only when the link is followed, with the password typed in this very request: whoever
 * registers somebody else's address gains nothing. A known address gets a mail that says so; the answer is the same.
 */
export async function register(parts: PeopleParts, wanted: Registration): Promise<void> {
  const { language, password } = wanted;
  const email = parseEmail(wanted.email);
  const name = parseName(wanted.name);
  assertGoodPassword(password, email);
  const person: NewPerson = { email, name, password_hash: await hashPassword(password), language };
  await parts.db.transaction(null, async (tx) => {
    if (await findPerson(tx, email)) {
      return parts.mails.send(tx, { to: email, kind: "already_registered", language });
    }
    const token = await makeMailLink(tx, "verify", emailKey(email), person);
    return parts.mails.send(tx, { to: email, kind: "verify", language, params: { name }, token });
  });
}

/** Makes the account of a registration. Raises AUTH_LINK_INVALID. */
export async function verifyEmail({ db }: Pick<PeopleParts, "db">, token: string): Promise<void> {
  await db.transaction(null, async (tx) => {
    const { payload } = await useMailLink<NewPerson>(tx, "verify", token);
    await insertPerson(tx, payload);
  });
}
