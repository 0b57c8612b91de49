import { newId } from "../../kernel/index.ts";
import { rightsMissing } from "../connection/map-database-error.ts";
import { EXTENSIONS_SCHEMA } from "../connection/session.ts";
import { quoteIdent, rawSql } from "../sql.ts";
import type { Database, OrganizationRef, Transaction } from "../types.ts";
import { createRole } from "./create-role.ts";
import { grantAccess } from "./grant-access.ts";
import { migrateEngineTables } from "./migrate-engine-tables.ts";
import { organizationSchemaName } from "./organization-name.ts";
import { lockSchema } from "./schema-lock.ts";
import { trigramSchema } from "./trigram-schema.ts";

/**
 * Makes an organization's role, schema and engine tables; harmless when they exist. The tables of its doctypes come with
 * `applyPlan`. Raises ORGANIZATION_SLUG_INVALID, DATABASE_RIGHTS_MISSING.
 */
export async function createOrganizationSchema(
  db: Database,
  organization: { readonly slug: string; readonly id?: string },
): Promise<OrganizationRef> {
  const schema = organizationSchemaName(organization.slug);
  await createRole(db, schema)
    .then(() => db.transaction(null, (tx) => createSchema(tx, schema)))
    .catch(rightsMissing);
  return { id: organization.id ?? newId(), schema };
}

async function createSchema(tx: Transaction, schema: string): Promise<void> {
  await lockSchema(tx, "*");
  await prepareExtensions(tx);
  await tx.query(rawSql(`create schema if not exists ${quoteIdent(schema)}`));
  await migrateEngineTables(tx, schema);
  await grantAccess(tx, schema);
}

/**
 * Trigram search lives in a schema of its own that every role may use, unless somebody put it elsewhere: then it is used there,
 * for only who put it there may move it.
 */
async function prepareExtensions(tx: Transaction): Promise<void> {
  if ((await trigramSchema(tx)) !== null) return;
  const extensions = quoteIdent(EXTENSIONS_SCHEMA);
  await tx.query(rawSql("revoke all on schema public from public"));
  await tx.query(rawSql(`create schema if not exists ${extensions}`));
  await tx.query(rawSql(`grant usage on schema ${extensions} to public`));
  await tx.query(rawSql(`create extension pg_trgm schema ${extensions}`));
}
