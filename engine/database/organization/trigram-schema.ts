import { sql } from "../sql.ts";
import type { Connection } from "../types.ts";

/** Schema in which the database has trigram search (`pg_trgm`); null when it has none. */
export async function trigramSchema(connection: Connection): Promise<string | null> {
  return await connection.queryText(
    sql`select extnamespace::regnamespace::text from pg_extension where extname = 'pg_trgm'`,
  );
}
