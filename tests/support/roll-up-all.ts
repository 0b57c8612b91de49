import { entryTable } from "../../engine/contract/index.ts";
import { type Database, ident, type OrganizationRef, sql } from "../../engine/database/index.ts";
import { rollUpLedgers } from "../../engine/ledgers/index.ts";
import type { Registry } from "../../engine/registry/index.ts";

const PATIENCE_MS = 60_000;

/**
 * Rolls up until no entry of the ledger is above the horizon; any transaction open in the cluster, those of other tests
 * included, holds it back. Returns how many are left when patience ends.
 */
export async function rollUpAll(
  db: Database,
  organization: OrganizationRef,
  registry: Registry,
  ledger: string,
): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    await rollUpLedgers(db, organization, registry);
    const [tail] = await db.read(organization, (connection) =>
      connection.query<{ count: string }>(
        sql`select count(*) from ${ident(entryTable(ledger))}
          where xact >= (select xact from ledger_horizon where ledger = ${ledger})`,
      ),
    );
    const count = Number(tail?.count);
    if (count === 0 || Date.now() > deadline) return count;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
