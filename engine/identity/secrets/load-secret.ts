import { type Database, sql } from "../../database/index.ts";

/** The installation's secret of this name, 32 random bytes made at its first use and the same on every node. */
export async function loadSecret(db: Database, name: string): Promise<Uint8Array> {
  const fresh = Buffer.from(crypto.getRandomValues(new Uint8Array(32)));
  const [row] = await db.transaction(null, async (tx) => {
    await tx.query(sql`insert into platform.secrets (name, value) values (${name}, ${fresh}) on conflict do nothing`);
    return await tx.query<{ value: Buffer }>(sql`select value from platform.secrets where name = ${name}`);
  });
  return new Uint8Array(row!.value);
}
