import { type OrganizationRef, sql } from "../../database/index.ts";
import { discardOrganization } from "../organizations/create-organization.ts";
import type { PeopleParts } from "../people-parts.ts";
import { findPerson } from "./person-store.ts";

/** Takes a person away with the organizations they made, and all that is in them; nobody's of whom nothing is known. */
export async function removePerson(
  parts: Pick<PeopleParts, "db" | "provisioner" | "identities">,
  email: string,
): Promise<void> {
  const { db, identities } = parts;
  const person = await db.read(null, (connection) => findPerson(connection, email));
  if (!person) return;
  const made = await db.read(null, (connection) =>
    connection.query<OrganizationRef>(
      sql`select id, schema from platform.organizations where created_by = ${person.id}`,
    ),
  );
  for (const organization of made) await discardOrganization(parts, organization);
  await db.transaction(null, async (tx) => {
    await tx.query(sql`delete from platform.users where id = ${person.id}`);
    await identities.changed(tx, person.id);
  });
}
