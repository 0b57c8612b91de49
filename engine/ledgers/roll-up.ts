import { dimensionColumns, entryTable, type Ledger, measureColumns, rollupTable } from "../contract/index.ts";
import { type Database, ident, joinSql, type OrganizationRef, type Sql, sql } from "../database/index.ts";
import type { Registry } from "../registry/index.ts";
import { columnList } from "./column-list.ts";

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
  const added = joinSql(measures.map((name) => sql`${ident(name)} = _rollup.${ident(name)} + excluded.${ident(name)}`));
  return sql`insert into ${rollup} as _rollup (${keys}, _month, _first_date, _last_date, ${columnList(measures)})
    select ${keys}, date_trunc('month', "date")::date as _month, min("date"), max("date"), ${sums} from ${entries} _entry
    where _entry.xact >= ${horizon.before}::xid8 and _entry.xact < ${horizon.after}::xid8
    group by ${keys}, date_trunc('month', "date")::date
    on conflict (${keys}, _month) do update set ${added},
      _first_date = case when _rollup._first_date is not null then least(_rollup._first_date, excluded._first_date) end,
      _last_date = case when _rollup._last_date is not null then greatest(_rollup._last_date, excluded._last_date) end`;
}
