import { type Database, migratePlatform, rawSql, sql } from "../../database/index.ts";
import { JOB_TABLES } from "../../jobs/index.ts";

/** Keeps two nodes that start at the same time from making the same table twice. */
const LOCK = 7_071_001;

/** Makes the platform's schema and tables, or brings them up to date; harmless at every start. */
export async function preparePlatform(db: Database): Promise<void> {
  await migratePlatform(db);
  await db.transaction(null, async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${LOCK})`);
    for (const statement of JOB_TABLES) await tx.query(rawSql(statement));
  });
}

/** The installation's secret of this name, 32 random bytes made at its first use and the same on every node. */
export async function loadSecret(db: Database, name: string): Promise<Uint8Array> {
  const fresh = Buffer.from(crypto.getRandomValues(new Uint8Array(32)));
  const [row] = await db.transaction(null, async (tx) => {
    await tx.query(sql`insert into platform.secrets (name, value) values (${name}, ${fresh}) on conflict do nothing`);
    return await tx.query<{ value: Buffer }>(sql`select value from platform.secrets where name = ${name}`);
  });
  return new Uint8Array(row!.value);
}
