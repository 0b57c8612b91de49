import { type Database, sql } from "../../database/index.ts";

/** Remembers of the installation that something was done, as a secret that holds nothing. */
export async function setMark(db: Database, name: string): Promise<void> {
  await db.read(null, (connection) =>
    connection.query(sql`insert into platform.secrets (name, value) values (${name}, '') on conflict do nothing`),
  );
}

export async function hasMark(db: Database, name: string): Promise<boolean> {
  const found = await db.read(null, (connection) =>
    connection.query(sql`select from platform.secrets where name = ${name}`),
  );
  return found.length > 0;
}
