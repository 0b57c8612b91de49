import { sql } from "../sql.ts";
import type { Database } from "../types.ts";

/** Does Postgres answer at all? */
export function isReachable(db: Database): Promise<boolean> {
  return db
    .read(null, (connection) => connection.query(sql`select 1`))
    .then(
      () => true,
      () => false,
    );
}
