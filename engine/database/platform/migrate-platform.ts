import { rightsMissing } from "../connection/map-database-error.ts";
import { sqlState } from "../connection/sql-state.ts";
import { sql } from "../sql.ts";
import type { Database } from "../types.ts";
import { LATEST_PLATFORM_VERSION } from "./platform-version.ts";

/**
 * Makes the `platform` schema and its tables, or brings them up to date; harmless at every start, and to several nodes that start
 * together. Sequelize is loaded only when there is something to do. Raises DATABASE_RIGHTS_MISSING.
 */
export async function migratePlatform(db: Database): Promise<void> {
  if ((await currentVersion(db)) >= LATEST_PLATFORM_VERSION) return;
  const { runMigrations } = await import("./run-migrations.ts");
  await runMigrations(db.url).catch((error: unknown) => rightsMissing(driverError(error)));
}

async function currentVersion(db: Database): Promise<number> {
  try {
    const version = await db.read(null, (c) => c.queryText(sql`select max(version)::text from platform.migration`));
    return Number(version ?? 0);
  } catch (error) {
    // undefined_table, invalid_schema_name: nothing was ever made here.
    if (["42P01", "3F000"].includes(sqlState(error) ?? "")) return 0;
    throw error;
  }
}

/** Sequelize wraps what Postgres said. */
const driverError = (error: unknown): unknown => (error as { readonly original?: unknown }).original ?? error;
