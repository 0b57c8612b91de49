import { setTimeout as sleep } from "node:timers/promises";
import { type Database, sql } from "../../engine/database/index.ts";

const PATIENCE_MS = 60_000;
const PAUSE_MS = 20;

/** Waits until something holds, however slow the machine; says what never did. A look that fails is the test's failure. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patience_ms = PATIENCE_MS,
): Promise<void> {
  for (const end = Date.now() + patience_ms; !(await holds()); await sleep(PAUSE_MS)) {
    if (Date.now() > end) throw new Error(`never within ${patience_ms} ms: ${what}`);
  }
}

/** Does a session of the database wait for a lock that another has? */
export async function isSomebodyWaiting(db: Database): Promise<boolean> {
  const waiting = await db.read(null, (connection) =>
    connection.query(
      sql`select 1 from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
    ),
  );
  return waiting.length > 0;
}
