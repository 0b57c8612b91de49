import { type Database, ident, type Sql, sql } from "../database/index.ts";
import { REFRESH_DAYS } from "./sessions/session-store.ts";

const ROWS_PER_STEP = 5_000;

/**
 * Removes sessions, links and mails that nobody can use or will ask for any more, and refresh tokens used so long ago that whoever
 * stole one is out anyway. A step is one short statement.
 */
export async function tidyIdentity(db: Database): Promise<void> {
  await removeAll(db, "sessions", "id", sql`coalesce(ended_at, expires_at) < now() - interval '30 days'`);
  await removeAll(db, "refresh_tokens", "hash", sql`used_at < now() - make_interval(days => ${REFRESH_DAYS})`);
  await removeAll(db, "mail_links", "hash", sql`expires_at < now()`);
  await removeAll(db, "mails", "id", sql`created_at < now() - interval '90 days'`);
}

async function removeAll(db: Database, table: string, key: string, condition: Sql): Promise<void> {
  const [from, id] = [sql`platform.${ident(table)}`, ident(key)];
  const removeSome = () =>
    db.read(null, (connection) =>
      connection.query(
        sql`delete from ${from} where ${id} in (select ${id} from ${from} where ${condition} limit ${ROWS_PER_STEP}) returning 1`,
      ),
    );
  while ((await removeSome()).length === ROWS_PER_STEP);
}
