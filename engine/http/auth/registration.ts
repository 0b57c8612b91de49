import { sql, type Transaction } from "../../database/index.ts";
import { fail, type Language, newId } from "../../kernel/index.ts";
import type { AuthPorts } from "./auth-ports.ts";
import { emailKey, parseEmail } from "./email.ts";
import { makeMailLink, useMailLink } from "./mail-links.ts";
import { assertGoodPassword, hashPassword } from "./passwords.ts";

const NAME_MAX = 120;

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly password_hash: string;
  readonly language: Language;
}

/**
 * Begins a registration. The account is made only when the link is followed, with the password typed in this very request: whoever
 * registers somebody else's address gains nothing. A known address gets a mail that says so; the answer is the same.
 */
export async function register(
  ports: AuthPorts,
  body: Readonly<Record<string, unknown>>,
  language: Language,
): Promise<void> {
  const email = parseEmail(body["email"]);
  const name = parseName(body["name"]);
  const password = typeof body["password"] === "string" ? body["password"] : "";
  assertGoodPassword(password, email);
  const user: NewUser = { email, name, password_hash: await hashPassword(password), language };
  await ports.db.transaction(null, async (tx) => {
    const [known] = await tx.query(sql`select 1 from platform.users where email_key = ${emailKey(email)}`);
    if (known) {
      const params = { link: `${ports.publicUrl}/login` };
      return ports.mails.send(tx, { to: email, kind: "already_registered", language, params });
    }
    const token = await makeMailLink(tx, "verify", emailKey(email), user);
    const params = { name, link: `${ports.publicUrl}/verify-email?token=${token}` };
    return ports.mails.send(tx, { to: email, kind: "verify", language, params });
  });
}

/** Makes the account of a registration. Raises AUTH_LINK_INVALID. */
export async function verifyEmail({ db }: Pick<AuthPorts, "db">, token: unknown): Promise<void> {
  await db.transaction(null, async (tx) => {
    const { payload } = await useMailLink<NewUser>(tx, "verify", token);
    await insertUser(tx, payload);
  });
}

/** Returns the new person's id, or null when the address has an account. */
export async function insertUser(tx: Transaction, user: NewUser): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(sql`
    insert into platform.users (id, email, email_key, name, password_hash, language)
    values (${newId()}, ${user.email}, ${emailKey(user.email)}, ${user.name}, ${user.password_hash}, ${user.language})
    on conflict (email_key) do nothing returning id`);
  return row?.id ?? null;
}

/** Raises HTTP_VALUE_INVALID. */
export function parseName(value: unknown): string {
  const name = typeof value === "string" ? value.trim() : "";
  if (name !== "" && name.length <= NAME_MAX) return name;
  const reasons = {
    reason_fr: `1 à ${NAME_MAX} caractères sont attendus.`,
    reason_en: `1 to ${NAME_MAX} characters are expected.`,
  };
  return fail("HTTP_VALUE_INVALID", { name: "name", ...reasons }, { pointer: "/name" });
}
