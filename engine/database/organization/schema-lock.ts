import { sql } from "../sql.ts";
import type { Transaction } from "../types.ts";

/** Holds, until the transaction ends, the lock under which one schema (or, for "*", what they share) is changed. */
export async function lockSchema(tx: Transaction, schema: string): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${`perfex schema ${schema}`}, 0))`);
}
