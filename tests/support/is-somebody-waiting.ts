import { type Database, sql } from "../../engine/database/index.ts";

/** Does a session of the database wait for a lock that another has? */
export async function isSomebodyWaiting(db: Database): Promise<boolean> {
  const waiting = await db.read(null, (connection) =>
    connection.query(
      sql`select 1 from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
    ),
  );
  return waiting.length > 0;
}
