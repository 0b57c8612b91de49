import { fail, type Language, mustExist } from "../../kernel/index.ts";
import type { PeopleParts } from "../people-parts.ts";
import type { Identity, SignedInPerson } from "./identity.ts";
import { parseName } from "./parse-name.ts";
import { assertGoodPassword, hashPassword, isPasswordRight } from "./passwords.ts";
import { loadPasswordHash, updatePerson } from "./person-store.ts";

export interface ProfileChanges {
  readonly name?: string;
  readonly language?: Language;
  readonly theme?: Identity["theme"];
  readonly password?: string;
  readonly current_password?: string;
}

/**
 * Changes one's own profile. A new password needs the present one and ends all other sessions.
 * Raises AUTH_PASSWORD_WRONG, AUTH_PASSWORD_WEAK, HTTP_RATE_LIMITED.
 */
export async function updateProfile(
  parts: PeopleParts,
  person: SignedInPerson,
  changes: ProfileChanges,
): Promise<Identity> {
  const { identity, sessionId } = person;
  const { language, theme, password } = changes;
  const name = changes.name === undefined ? null : parseName(changes.name);
  const proof = changes.current_password ?? "";
  const password_hash = password === undefined ? null : await newPasswordHash(parts, identity, password, proof);
  await parts.db.transaction(null, async (tx) => {
    await updatePerson(tx, identity.id, { name, language, theme, password_hash });
    if (password_hash !== null) await parts.sessions.endAll(tx, identity.id, "password changed", sessionId);
    await parts.identities.changed(tx, identity.id);
  });
  return mustExist(await parts.identities.get(identity.id), "the person who changed their profile");
}

async function newPasswordHash(
  parts: PeopleParts,
  { id, email }: Identity,
  password: string,
  present: string,
): Promise<string> {
  const attempt = await parts.attempts.prove(id);
  const stored = await parts.db.read(null, (connection) => loadPasswordHash(connection, id));
  if (!(await isPasswordRight(stored, present))) {
    return fail("AUTH_PASSWORD_WRONG", {}, { pointer: "/current_password" });
  }
  await attempt.succeeded();
  assertGoodPassword(password, email);
  return await hashPassword(password);
}
