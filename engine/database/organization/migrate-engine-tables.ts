import { quoteIdent, rawSql, sql } from "../sql.ts";
import type { Connection, OrganizationRef, Transaction } from "../types.ts";
import { ENGINE_MIGRATIONS } from "./engine-tables.ts";

/** Brings an organization's engine tables up to this program's version. The caller holds the organization's schema lock. */
export async function migrateEngineTables(tx: Transaction, schema: string): Promise<void> {
  const versions = quoteIdent(schema).concat(".engine_version");
  await tx.query(
    rawSql(
      `create table if not exists ${versions} (version integer primary key, applied_at timestamptz not null default now())`,
    ),
  );
  const found = await tx.queryText(rawSql(`select coalesce(max(version), 0)::text from ${versions}`));
  for (const migration of ENGINE_MIGRATIONS) {
    if (migration.version <= Number(found)) continue;
    for (const statement of migration.statements(schema)) await tx.query(rawSql(statement));
    await tx.query(sql`insert into ${rawSql(versions)} (version) values (${migration.version})`);
  }
}

/** Are an organization's engine tables those of this program, whatever its metadata say? */
export async function hasCurrentEngineTables(connection: Connection, organization: OrganizationRef): Promise<boolean> {
  const versions = rawSql(`${quoteIdent(organization.schema)}.engine_version`);
  const found = await connection.queryText(sql`select coalesce(max(version), 0)::text from ${versions}`);
  return Number(found) >= Math.max(...ENGINE_MIGRATIONS.map(({ version }) => version));
}
