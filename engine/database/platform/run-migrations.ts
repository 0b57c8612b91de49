import { QueryTypes, type Sequelize, type Transaction } from "sequelize";
import { PLATFORM_SCHEMA } from "../connection/session.ts";
import { connectSequelize } from "./connect-sequelize.ts";
import { identityMigration } from "./migrations/0001-identity.ts";
import type { PlatformMigration } from "./platform-migration.ts";

const MIGRATIONS: readonly PlatformMigration[] = [identityMigration];

/** Brings the platform's tables up to date in one transaction; nodes that start together take turns. */
export async function runMigrations(url: string): Promise<void> {
  const sequelize = connectSequelize(url);
  try {
    await sequelize.transaction(async (transaction) => {
      await sequelize.query("select pg_advisory_xact_lock(hashtextextended('perfex schema platform', 0))", {
        transaction,
      });
      await sequelize.query(`create schema if not exists ${PLATFORM_SCHEMA}`, { transaction });
      await sequelize.query(
        `create table if not exists ${PLATFORM_SCHEMA}.migration (version integer primary key, applied_at timestamptz not null default now())`,
        { transaction },
      );
      for (const migration of MIGRATIONS) await runOnce(sequelize, transaction, migration);
    });
  } finally {
    await sequelize.close();
  }
}

async function runOnce(sequelize: Sequelize, transaction: Transaction, migration: PlatformMigration): Promise<void> {
  const claimed = await sequelize.query(
    `insert into ${PLATFORM_SCHEMA}.migration (version) values (:version) on conflict do nothing returning version`,
    { transaction, type: QueryTypes.SELECT, replacements: { version: migration.version } },
  );
  if (claimed.length === 0 || (await isProven(sequelize, transaction, migration))) return;
  await migration.up(sequelize.getQueryInterface(), transaction);
}

async function isProven(
  sequelize: Sequelize,
  transaction: Transaction,
  { proof }: PlatformMigration,
): Promise<boolean> {
  if (proof === undefined) return false;
  const found = await sequelize.query("select 1 where to_regclass(:table) is not null", {
    transaction,
    type: QueryTypes.SELECT,
    replacements: { table: `${PLATFORM_SCHEMA}.${proof}` },
  });
  return found.length > 0;
}
