import { quoteIdent, rawSql, sql } from "../sql.ts";
import type { Database, OrganizationRef, Transaction } from "../types.ts";
import { ENGINE_MIGRATIONS } from "./engine-tables.ts";
import { grantAccess } from "./grant-access.ts";
import { lockSchema } from "./schema-lock.ts";

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

/**
 * The same for an organization by itself, whatever becomes of its metadata: what this program reads is stored as it writes it.
 */
export async function upgradeEngineTables(db: Database, { schema }: OrganizationRef): Promise<void> {
  const versions = rawSql(`${quoteIdent(schema)}.engine_version`);
  const found = await db.read(null, (c) => c.queryText(sql`select coalesce(max(version), 0)::text from ${versions}`));
  if (Number(found) >= Math.max(...ENGINE_MIGRATIONS.map(({ version }) => version))) return;
  await db.transaction(null, async (tx) => {
    await lockSchema(tx, schema);
    await migrateEngineTables(tx, schema);
    await grantAccess(tx, schema);
  });
}
