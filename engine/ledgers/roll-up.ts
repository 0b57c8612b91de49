import type { Ledger } from "../contract/index.ts";
import { type Database, ident, joinSql, type OrganizationRef, type Sql, sql } from "../database/index.ts";
import type { Registry } from "../registry/index.ts";
import { columnList, dimensionColumns, entryTable, measureColumns, rollupTable } from "./columns.ts";

/**
 * Adds to the monthly sums what was entered since the last time and can no longer change: entries of transactions below
 * the oldest one still running (docs/adr/0005). Safe to run at any time, on several nodes at once.
 */
export async function rollUpLedgers(db: Database, organization: OrganizationRef, registry: Registry): Promise<void> {
  for (const ledger of registry.ledgers.values()) {
    if (ledger.rollup) await rollUpLedger(db, organization, ledger, ledger.rollup.by);
  }
}

async function rollUpLedger(
  db: Database,
  organization: OrganizationRef,
  ledger: Ledger,
  by: readonly string[],
): Promise<void> {
  await db.transaction(organization, async (tx) => {
    const [horizon] = await tx.query<{ before: string; after: string }>(
      sql`select xact::text as before, pg_snapshot_xmin(pg_current_snapshot())::text as after
        from ledger_horizon where ledger = ${ledger.id} for update`,
    );
    if (!horizon || horizon.before === horizon.after) return;
    await tx.query(addMonths(ledger, by, horizon));
    await tx.query(sql`update ledger_horizon set xact = ${horizon.after}::xid8 where ledger = ${ledger.id}`);
  });
}

function addMonths(ledger: Ledger, by: readonly string[], horizon: { before: string; after: string }): Sql {
  const [entries, rollup] = [ident(entryTable(ledger.id)), ident(rollupTable(ledger.id))];
  const keys = columnList(dimensionColumns(ledger, by));
  const measures = measureColumns(ledger);
  const sums = joinSql(measures.map((name) => sql`sum(${ident(name)})`));
  const added = joinSql(measures.map((name) => sql`${ident(name)} = rollup.${ident(name)} + excluded.${ident(name)}`));
  return sql`insert into ${rollup} as rollup (${keys}, month, first_date, last_date, ${columnList(measures)})
    select ${keys}, date_trunc('month', date)::date as month, min(date), max(date), ${sums} from ${entries}
    where xact >= ${horizon.before}::xid8 and xact < ${horizon.after}::xid8
    group by ${keys}, date_trunc('month', date)::date
    on conflict (${keys}, month) do update set ${added},
      first_date = case when rollup.first_date is not null then least(rollup.first_date, excluded.first_date) end,
      last_date = case when rollup.last_date is not null then greatest(rollup.last_date, excluded.last_date) end`;
}
