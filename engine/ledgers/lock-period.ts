import { checkExpression, compileToSql, createSqlTarget, type Ledger } from "../contract/index.ts";
import { ident, joinSql, prepared, rawSql, type Sql, sql, type Transaction } from "../database/index.ts";
import type { RequestContext } from "../documents/index.ts";
import { fail, type IsoDate, mustExist } from "../kernel/index.ts";
import type { Registry } from "../registry/index.ts";

/**
 * Which of the dates lie in a closed period of the ledger. Takes a share lock on the periods found: closing one
 * waits until the posting is committed, and a posting that comes later sees it closed.
 */
export async function closedDates(
  ctx: RequestContext,
  tx: Transaction,
  ledger: Ledger,
  dates: readonly IsoDate[],
): Promise<ReadonlySet<IsoDate>> {
  if (!ledger.periods || dates.length === 0) return new Set();
  const rows = await tx.query<{ from_date: IsoDate; to_date: IsoDate }>(
    prepared(closedPeriods(ctx.registry, ledger.periods, [...new Set(dates)])),
  );
  return new Set(dates.filter((date) => rows.some((row) => row.from_date <= date && date <= row.to_date)));
}

/** Raises LEDGER_PERIOD_CLOSED. */
export async function assertPeriodOpen(
  ctx: RequestContext,
  tx: Transaction,
  ledger: Ledger,
  dates: readonly IsoDate[],
): Promise<void> {
  const [date] = await closedDates(ctx, tx, ledger, dates);
  if (date !== undefined) fail("LEDGER_PERIOD_CLOSED", { date, ledger: ledger.id });
}

function closedPeriods(registry: Registry, periods: NonNullable<Ledger["periods"]>, dates: readonly IsoDate[]): Sql {
  const [table, from, to] = [ident(registry.doctype(periods.doctype).table), ident(periods.from), ident(periods.to)];
  const covers = joinSql(
    dates.map((date) => sql`${date}::date between ${from} and ${to}`),
    " or ",
  );
  return sql`select from_date, to_date from (
      select ${from} as from_date, ${to} as to_date, (${closedCondition(registry, periods)}) as is_closed
      from ${table} where ${covers} for share) period where is_closed`;
}

/** The condition reads only fields of the period itself: no parameters, the same text every time. */
function closedCondition(registry: Registry, periods: NonNullable<Ledger["periods"]>): Sql {
  const checked = checkExpression(periods.closed, registry.scopeOf(periods.doctype), { kind: "boolean" });
  const target = createSqlTarget({
    column: (path) => ident(mustExist(path[0], "field of the period")).text,
    today: "0001-01-01",
    now: "0001-01-01T00:00:00Z",
    roles: new Set(),
  });
  const { text } = compileToSql(checked, target);
  return rawSql(text);
}
