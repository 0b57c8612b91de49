import { type Connection, instantText, sql, type Transaction } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import { emailKey, parseEmail } from "../people/email.ts";
import { ADMINISTRATOR_ROLE, type Identity } from "../people/identity.ts";
import type { PeopleParts } from "../people-parts.ts";
import { assertRolesKnown } from "./known-roles.ts";

/** Somebody who belongs to an organization, or is invited: then `user` is their address. */
export interface Member {
  readonly user: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly status: "active" | "invited" | "deactivated";
  readonly joined_at: string | null;
}

export interface MemberChanges {
  readonly roles?: readonly string[];
  readonly status?: "active" | "deactivated";
}

export function listMembers({ db }: Pick<PeopleParts, "db">, organization: string): Promise<readonly Member[]> {
  return db.read(null, (connection) => loadMembers(connection, organization));
}

const loadMembers = (connection: Connection, organization: string): Promise<readonly Member[]> =>
  connection.query<Member>(sql`
    select u.id::text as "user", u.email, u.name, m.roles, ${instantText("m.joined_at")} as joined_at,
      case when m.is_active then 'active' else 'deactivated' end as status
    from platform.memberships m join platform.users u on u.id = m.user_id where m.organization = ${organization}
    union all
    select i.email, i.email, '', i.roles, null, 'invited' from platform.invitations i where i.organization = ${organization}
    order by 6, 3, 2`);

/**
 * Invites an address. Whether it has an account already is not told: the membership begins when its owner next signs in.
 * Raises MEMBER_EXISTS, MEMBER_ROLE_UNKNOWN.
 */
export async function inviteMember(
  parts: PeopleParts,
  organization: { readonly id: string; readonly name: string },
  inviter: Identity,
  wanted: { readonly email: string; readonly roles: readonly string[] },
): Promise<Member> {
  const email = parseEmail(wanted.email);
  const roles = [...new Set(wanted.roles)];
  await assertRolesKnown(parts, organization.id, roles);
  await parts.db.transaction(null, async (tx) => {
    const [known] = await tx.query(sql`
      select 1 from platform.memberships m join platform.users u on u.id = m.user_id
      where m.organization = ${organization.id} and u.email_key = ${emailKey(email)}
      union all select 1 from platform.invitations where organization = ${organization.id} and email_key = ${emailKey(email)}`);
    if (known) fail("MEMBER_EXISTS", { email });
    await tx.query(sql`
      insert into platform.invitations (organization, email, email_key, roles, invited_by)
      values (${organization.id}, ${email}, ${emailKey(email)}, ${roles}, ${inviter.id})`);
    const params = { inviter: inviter.name, organization: organization.name };
    await parts.mails.send(tx, { to: email, kind: "invited", language: inviter.language, params });
  });
  return { user: email, email, name: "", roles, status: "invited", joined_at: null };
}

/** Changes roles, or deactivates and reactivates. Raises MEMBER_UNKNOWN, MEMBER_ROLE_UNKNOWN, MEMBER_LAST_ADMINISTRATOR. */
export async function updateMember(
  parts: PeopleParts,
  organization: string,
  user: string,
  changes: MemberChanges,
): Promise<Member> {
  const roles = changes.roles === undefined ? null : [...new Set(changes.roles)];
  if (roles) await assertRolesKnown(parts, organization, roles);
  const { status } = changes;
  const isActive = status === undefined ? null : status === "active";
  return parts.db.transaction(null, async (tx) => {
    await lockMembers(tx, organization);
    const changed = user.includes("@")
      ? await tx.query(sql`
          update platform.invitations set roles = coalesce(${roles}, roles)
          where organization = ${organization} and email_key = ${emailKey(user)} returning 1`)
      : await tx.query(sql`
          update platform.memberships set roles = coalesce(${roles}, roles), is_active = coalesce(${isActive}, is_active)
          where organization = ${organization} and user_id::text = ${user} returning 1`);
    if (changed.length === 0) fail("MEMBER_UNKNOWN");
    await assertAdministered(tx, organization);
    await parts.identities.changed(tx, user);
    const member = (await loadMembers(tx, organization)).find((one) => isCalled(one, user));
    return member ?? fail("MEMBER_UNKNOWN");
  });
}

/** Somebody invited is called by any spelling of the address. */
const isCalled = (member: Member, user: string): boolean =>
  member.status === "invited" ? emailKey(member.user) === emailKey(user) : member.user === user;

/** Ends a membership or takes back an invitation. Raises MEMBER_UNKNOWN, MEMBER_LAST_ADMINISTRATOR. */
export async function removeMember(parts: PeopleParts, organization: string, user: string): Promise<void> {
  await parts.db.transaction(null, async (tx) => {
    await lockMembers(tx, organization);
    const removed = user.includes("@")
      ? await tx.query(sql`
          delete from platform.invitations where organization = ${organization} and email_key = ${emailKey(user)} returning 1`)
      : await tx.query(sql`
          delete from platform.memberships where organization = ${organization} and user_id::text = ${user} returning 1`);
    if (removed.length === 0) fail("MEMBER_UNKNOWN");
    await assertAdministered(tx, organization);
    await parts.identities.changed(tx, user);
  });
}

/** Two administrators who remove each other take turns. */
async function lockMembers(tx: Transaction, organization: string): Promise<void> {
  await tx.query(sql`select 1 from platform.organizations where id = ${organization} for update`);
}

async function assertAdministered(tx: Transaction, organization: string): Promise<void> {
  const [administrator] = await tx.query(sql`
    select 1 from platform.memberships where organization = ${organization} and is_active and ${ADMINISTRATOR_ROLE} = any(roles) limit 1`);
  if (!administrator) fail("MEMBER_LAST_ADMINISTRATOR");
}
