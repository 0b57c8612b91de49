import { sqlState } from "../connection/sql-state.ts";
import { quoteIdent, rawSql } from "../sql.ts";
import type { Database, OrganizationRef } from "../types.ts";
import { lockSchema } from "./schema-lock.ts";

/** dependent_objects_still_exist: another database of the server has an organization of the same name. */
const ROLE_STILL_USED = "2BP01";
const ROLE_UNKNOWN = "42704";

/** Deletes an organization's data for good: its schema with everything in it, and its role. */
export async function dropOrganizationSchema(db: Database, organization: OrganizationRef): Promise<void> {
  const name = quoteIdent(organization.schema);
  await db.transaction(null, async (tx) => {
    await lockSchema(tx, organization.schema);
    await tx.query(rawSql(`drop schema if exists ${name} cascade`));
  });
  await db
    .transaction(null, (tx) => tx.query(rawSql(`drop role if exists ${name}`)))
    .catch((error: unknown) => {
      if (![ROLE_STILL_USED, ROLE_UNKNOWN].includes(sqlState(error) ?? "")) throw error;
    });
}
