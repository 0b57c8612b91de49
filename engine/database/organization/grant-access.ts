import { quoteIdent, rawSql } from "../sql.ts";
import type { Transaction } from "../types.ts";

/** What the organization's own role may only read, because only a plan or an upgrade changes it. */
const READ_ONLY_TABLES = ["metadata_revision", "engine_version"];
/** What it may add to but not change. */
const GROWING_TABLES = ["history"];

/** The organization's role may use every table of its schema, and change neither the schema nor its own record. */
export async function grantAccess(tx: Transaction, schema: string): Promise<void> {
  const role = quoteIdent(schema);
  const tables = (names: readonly string[]) => names.map((name) => `${role}.${quoteIdent(name)}`).join(", ");
  await tx.query(rawSql(`grant usage on schema ${role} to ${role}`));
  await tx.query(rawSql(`grant select, insert, update, delete on all tables in schema ${role} to ${role}`));
  await tx.query(rawSql(`revoke insert, update, delete on ${tables(READ_ONLY_TABLES)} from ${role}`));
  await tx.query(rawSql(`revoke update, delete on ${tables(GROWING_TABLES)} from ${role}`));
}
