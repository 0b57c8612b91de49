import { type Database, sql } from "../database/index.ts";

/** Removes sessions, links and mails that nobody can use or will ask for any more. */
export async function tidyIdentity(db: Database): Promise<void> {
  await db.transaction(null, async (tx) => {
    await tx.query(
      sql`delete from platform.sessions where coalesce(ended_at, expires_at) < now() - interval '30 days'`,
    );
    await tx.query(sql`delete from platform.mail_links where expires_at < now()`);
    await tx.query(sql`delete from platform.mails where created_at < now() - interval '90 days'`);
  });
}
