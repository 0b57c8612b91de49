import { sql } from "../../database/index.ts";
import type { PeopleParts } from "../people-parts.ts";

/** Turns the invitations of a person's confirmed address into memberships; done whenever they sign in. */
export async function acceptInvitations(
  { db, identities }: Pick<PeopleParts, "db" | "identities">,
  userId: string,
): Promise<void> {
  const [waiting] = await db.read(null, (connection) =>
    connection.query(
      sql`select 1 from platform.invitations i join platform.users u on u.email_key = i.email_key where u.id = ${userId} limit 1`,
    ),
  );
  if (!waiting) return;
  await db.transaction(null, async (tx) => {
    await tx.query(sql`
      with accepted as (
        delete from platform.invitations i using platform.users u
        where u.id = ${userId} and i.email_key = u.email_key returning i.organization, i.roles)
      insert into platform.memberships (organization, user_id, roles)
      select organization, ${userId}::uuid, roles from accepted on conflict do nothing`);
    await identities.changed(tx, userId);
  });
}
