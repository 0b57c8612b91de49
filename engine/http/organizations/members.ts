import { sql, type Transaction } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import type { MemberAnswer } from "../api-types.ts";
import { emailKey, parseEmail } from "../auth/email.ts";
import { ADMINISTRATOR_ROLE } from "../auth/identity.ts";
import type { SignedInCall } from "../routing/call.ts";
import type { OrganizationPorts } from "./organization-ports.ts";

export async function listMembers({ db }: OrganizationPorts, organization: string): Promise<readonly MemberAnswer[]> {
  return db.read(null, (connection) =>
    connection.query<MemberAnswer>(sql`
      select u.id::text as "user", u.email, u.name, m.roles, m.joined_at,
        case when m.is_active then 'active' else 'deactivated' end as status
      from platform.memberships m join platform.users u on u.id = m.user_id where m.organization = ${organization}
      union all
      select i.email, i.email, '', i.roles, null, 'invited' from platform.invitations i where i.organization = ${organization}
      order by 6, 3, 2`),
  );
}

/**
 * Invites an address. Whether it has an account already is not told: the membership begins when its owner next signs in.
 * Raises MEMBER_EXISTS, MEMBER_ROLE_UNKNOWN.
 */
export async function inviteMember(
  ports: OrganizationPorts,
  organization: { readonly id: string; readonly name: string },
  inviter: SignedInCall,
): Promise<MemberAnswer> {
  const body = await inviter.body();
  const email = parseEmail(body["email"]);
  const roles = await knownRoles(ports, organization.id, body["roles"]);
  await ports.db.transaction(null, async (tx) => {
    const [known] = await tx.query(sql`
      select 1 from platform.memberships m join platform.users u on u.id = m.user_id
      where m.organization = ${organization.id} and u.email_key = ${emailKey(email)}
      union all select 1 from platform.invitations where organization = ${organization.id} and email_key = ${emailKey(email)}`);
    if (known) fail("MEMBER_EXISTS", { email });
    await tx.query(sql`
      insert into platform.invitations (organization, email, email_key, roles, invited_by)
      values (${organization.id}, ${email}, ${emailKey(email)}, ${roles}, ${inviter.identity.id})`);
    const params = {
      inviter: inviter.identity.name,
      organization: organization.name,
      link: `${ports.publicUrl}/login`,
    };
    await ports.mails.send(tx, { to: email, kind: "invited", language: inviter.identity.language, params });
  });
  return { user: email, email, name: "", roles, status: "invited", joined_at: null };
}

/** Changes roles, or deactivates and reactivates. Raises MEMBER_UNKNOWN, MEMBER_ROLE_UNKNOWN, MEMBER_LAST_ADMINISTRATOR. */
export async function updateMember(
  ports: OrganizationPorts,
  organization: string,
  user: string,
  body: Readonly<Record<string, unknown>>,
): Promise<MemberAnswer> {
  const roles = body["roles"] === undefined ? null : await knownRoles(ports, organization, body["roles"]);
  const { status } = body;
  if (status !== undefined && status !== "active" && status !== "deactivated") return statusInvalid();
  const isActive = status === undefined ? null : status === "active";
  await ports.db.transaction(null, async (tx) => {
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
    await ports.identities.changed(tx, user);
  });
  const member = (await listMembers(ports, organization)).find((one) => one.user === user);
  return member ?? fail("MEMBER_UNKNOWN");
}

/** Ends a membership or takes back an invitation. Raises MEMBER_UNKNOWN, MEMBER_LAST_ADMINISTRATOR. */
export async function removeMember(ports: OrganizationPorts, organization: string, user: string): Promise<void> {
  await ports.db.transaction(null, async (tx) => {
    await lockMembers(tx, organization);
    const removed = user.includes("@")
      ? await tx.query(sql`
          delete from platform.invitations where organization = ${organization} and email_key = ${emailKey(user)} returning 1`)
      : await tx.query(sql`
          delete from platform.memberships where organization = ${organization} and user_id::text = ${user} returning 1`);
    if (removed.length === 0) fail("MEMBER_UNKNOWN");
    await assertAdministered(tx, organization);
    await ports.identities.changed(tx, user);
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

async function knownRoles(ports: OrganizationPorts, organization: string, value: unknown): Promise<readonly string[]> {
  if (!Array.isArray(value) || value.length === 0)
    return fail("HTTP_VALUE_MISSING", { name: "roles" }, { pointer: "/roles" });
  const { roles } = await ports.registryOf(organization);
  for (const role of value) {
    if (typeof role === "string" && roles.has(role)) continue;
    fail("MEMBER_ROLE_UNKNOWN", { role: String(role), known: [...roles.keys()].join(", ") }, { pointer: "/roles" });
  }
  return [...new Set(value as string[])];
}

function statusInvalid(): never {
  const reasons = { reason_fr: "attendu : active, deactivated.", reason_en: "expected: active, deactivated." };
  return fail("HTTP_VALUE_INVALID", { name: "status", ...reasons }, { pointer: "/status" });
}
