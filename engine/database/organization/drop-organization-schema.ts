import { quoteIdent, rawSql } from "../sql.ts";
import type { Database, OrganizationRef } from "../types.ts";
import { lockSchema } from "./schema-lock.ts";

/**
 * Deletes an organization's data for good: its schema with everything in it. Its role stays, with rights to nothing: connections
 * of any node may still have it, and would be lost if a new organization of the same name came with another role.
 */
export async function dropOrganizationSchema(db: Database, organization: OrganizationRef): Promise<void> {
  await db.transaction(null, async (tx) => {
    await lockSchema(tx, organization.schema);
    await tx.query(rawSql(`drop schema if exists ${quoteIdent(organization.schema)} cascade`));
  });
}
