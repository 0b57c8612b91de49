import { randomBytes } from "node:crypto";
import { sql, type Transaction } from "../../database/index.ts";
import { announceIdentityChange, assertGoodPassword, hashPassword, insertUser, parseEmail } from "../../http/index.ts";
import { fail, mustExist } from "../../kernel/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import type { Perfex } from "../composition/open-perfex.ts";
import { findOrganization } from "../composition/organizations.ts";
import { withPerfex } from "./with-perfex.ts";

/** Makes a person, or changes the password and roles of one who exists. The only way in on an installation without a mail server. */
export const user: CommandRun = async (args, terminal) => {
  const { options, words } = parseOptions(args, {
    data: "string",
    name: "string",
    password: "string",
    organization: "string",
    role: "string",
  });
  if (words[0] === undefined) return fail("APP_ARGUMENT_MISSING", { argument: "EMAIL", usage: "perfex user EMAIL" });
  const email = parseEmail(words[0]);
  const { password: given, role } = options;
  if (given !== undefined) assertGoodPassword(given, email);
  return withPerfex(options.data, async (perfex) => {
    const organization = role === undefined ? null : await findOrganization(perfex.db, options.organization);
    if (organization && role !== undefined) await assertRole(perfex, organization.id, role);
    const fresh = randomBytes(12).toString("base64url");
    const hash = await hashPassword(given ?? fresh);
    const isNew = await perfex.db.transaction(null, async (tx) => {
      const created = await insertUser(tx, { email, name: options.name ?? email, password_hash: hash, language: "fr" });
      const id = created ?? (await idOf(tx, email));
      if (!created && given !== undefined) await changePassword(tx, id, hash);
      if (organization && role !== undefined) await grantRole(tx, organization.id, id, role);
      await announceIdentityChange(tx, id);
      return created !== null;
    });
    terminal.print(isNew && given === undefined ? `${email} ${fresh}` : email);
    return 0;
  });
};

async function idOf(tx: Transaction, email: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    sql`select id from platform.users where email_key = ${email.toLowerCase()}`,
  );
  return mustExist(row, "the person").id;
}

async function changePassword(tx: Transaction, id: string, hash: string): Promise<void> {
  await tx.query(sql`update platform.users set password_hash = ${hash} where id = ${id}`);
  await tx.query(
    sql`update platform.sessions set ended_at = now(), ended_why = 'password set' where user_id = ${id} and ended_at is null`,
  );
}

async function grantRole(tx: Transaction, organization: string, id: string, role: string): Promise<void> {
  await tx.query(sql`
    insert into platform.memberships as m (organization, user_id, roles) values (${organization}, ${id}, ${[role]})
    on conflict (organization, user_id) do update
      set is_active = true, roles = (select array_agg(distinct r) from unnest(m.roles || excluded.roles) as r)`);
}

async function assertRole({ registries }: Perfex, organization: string, role: string): Promise<void> {
  const { roles } = await registries.current(organization);
  if (!roles.has(role)) fail("MEMBER_ROLE_UNKNOWN", { role, known: [...roles.keys()].join(", ") });
}
