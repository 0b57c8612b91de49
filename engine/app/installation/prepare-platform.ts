import { type Database, migratePlatform } from "../../database/index.ts";
import { prepareJobTables } from "../../jobs/index.ts";

/** Makes the platform's schema and tables, or brings them up to date; harmless at every start. */
export async function preparePlatform(db: Database): Promise<void> {
  await migratePlatform(db);
  await prepareJobTables(db);
}
