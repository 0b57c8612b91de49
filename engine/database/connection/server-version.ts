import { fail } from "../../kernel/index.ts";
import { sql } from "../sql.ts";
import type { Connection } from "../types.ts";

const OLDEST_MAJOR = 15;
const NEWEST_MAJOR = 18;

/** Raises DATABASE_VERSION_UNSUPPORTED when the server is none of PostgreSQL 15 to 18. */
export async function assertServerVersion(connection: Connection): Promise<void> {
  const number = Number(await connection.queryText(sql`select current_setting('server_version_num')`));
  const major = Math.floor(number / 10_000);
  if (major < OLDEST_MAJOR || major > NEWEST_MAJOR) fail("DATABASE_VERSION_UNSUPPORTED", { found: major });
}
