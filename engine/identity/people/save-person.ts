import { randomBytes } from "node:crypto";
import type { Language } from "../../kernel/index.ts";
import { grantRole } from "../organizations/grant-role.ts";
import { assertRolesKnown } from "../organizations/known-roles.ts";
import type { PeopleParts } from "../people-parts.ts";
import { parseEmail } from "./email.ts";
import { assertGoodPassword, hashPassword } from "./passwords.ts";
import { findPerson, insertPerson, updatePerson } from "./person-store.ts";

export interface PersonToSave {
  readonly email: string;
  /** The address unless told. */
  readonly name?: string;
  readonly language?: Language;
  /** One is drawn for a new person unless told; somebody known keeps theirs. */
  readonly password?: string;
  /** A role to have beside those they have. */
  readonly member?: { readonly organization: string; readonly role: string };
}

export interface SavedPerson {
  readonly id: string;
  /** Only when it was drawn. */
  readonly drawnPassword: string | null;
}

/**
 * Makes a person, or changes the password and roles of one who exists, with no mail to confirm it: for whoever runs the installation.
 * Raises AUTH_EMAIL_INVALID, AUTH_PASSWORD_WEAK, MEMBER_ROLE_UNKNOWN.
 */
export async function savePerson(parts: PeopleParts, wanted: PersonToSave): Promise<SavedPerson> {
  const { name, language = "fr", password, member } = wanted;
  const email = parseEmail(wanted.email);
  if (password !== undefined) assertGoodPassword(password, email);
  if (member) await assertRolesKnown(parts, member.organization, [member.role]);
  const drawn = randomBytes(12).toString("base64url");
  const password_hash = await hashPassword(password ?? drawn);
  return parts.db.transaction(null, async (tx) => {
    const known = await findPerson(tx, email);
    const id = known?.id ?? (await insertPerson(tx, { email, name: name ?? email, password_hash, language }));
    if (known && password !== undefined) {
      await updatePerson(tx, id, { password_hash });
      await parts.sessions.endAll(tx, id, "password set");
    }
    if (member) await grantRole(tx, member.organization, id, member.role);
    await parts.identities.changed(tx, id);
    return { id, drawnPassword: known || password !== undefined ? null : drawn };
  });
}
