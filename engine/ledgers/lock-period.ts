import { checkExpression, compileToSql, type Ledger } from "../contract/index.ts";
import { type Connection, ident, prepared, quoteLiteral, rawSql, type Sql, sql } from "../database/index.ts";
import type { Look, RequestContext } from "../documents/index.ts";
import { fail, type IsoDate, mustExist } from "../kernel/index.ts";
import type { Registry } from "../registry/index.ts";

interface Period {
  readonly from_date: IsoDate;
  readonly to_date: IsoDate;
  readonly is_closed: boolean | null;
}

/**
 * Which of the dates lie in a closed period of the ledger. Takes a share lock on the periods found: closing one
 * waits until the posting is committed, and a posting that comes later sees it closed.
 */
export async function closedDates(
  ctx: RequestContext,
  tx: Connection,
  ledger: Ledger,
  dates: readonly IsoDate[],
): Promise<ReadonlySet<IsoDate>> {
  if (!ledger.periods || dates.length === 0) return new Set();
  const periods = await tx.query<Period>(prepared(lockPeriods(ctx.registry, ledger.periods, [...new Set(dates)])));
  return closedAmong(periods, dates);
}

function closedAmong(periods: readonly Period[], dates: readonly IsoDate[]): ReadonlySet<IsoDate> {
  const closed = periods.filter((period) => period.is_closed === true);
  return new Set(dates.filter((date) => closed.some((period) => period.from_date <= date && date <= period.to_date)));
}

/** Holds the periods of the dates until the commit. Raises LEDGER_PERIOD_CLOSED. */
export function holdPeriods({ registry }: RequestContext, ledger: Ledger, dates: readonly IsoDate[]): Look | null {
  if (!ledger.periods || dates.length === 0) return null;
  return {
    statement: lockPeriods(registry, ledger.periods, [...new Set(dates)]),
    judge(periods) {
      const [date] = closedAmong(periods as unknown as readonly Period[], dates);
      if (date !== undefined) fail("LEDGER_PERIOD_CLOSED", { date, ledger: ledger.id });
    },
  };
}

/** Open periods are locked as well: whether one is closed is decided here, not in the condition that finds them. */
function lockPeriods(registry: Registry, periods: NonNullable<Ledger["periods"]>, dates: readonly IsoDate[]): Sql {
  const [table, from, to] = [ident(registry.doctype(periods.doctype).table), ident(periods.from), ident(periods.to)];
  const covers = sql`exists (select from unnest(${dates}::date[]) as _day where _day between ${from} and ${to})`;
  return sql`select ${from} as from_date, ${to} as to_date, (${closedCondition(registry, periods)}) as is_closed
    from ${table} where ${covers} for share`;
}

const CONDITIONS = new WeakMap<NonNullable<Ledger["periods"]>, Sql>();

function closedCondition(registry: Registry, periods: NonNullable<Ledger["periods"]>): Sql {
  const condition = CONDITIONS.get(periods) ?? compileCondition(registry, periods);
  CONDITIONS.set(periods, condition);
  return condition;
}

/** The condition reads only fields of the period itself; its literals stand in the text, the same every time. */
function compileCondition(registry: Registry, periods: NonNullable<Ledger["periods"]>): Sql {
  const checked = checkExpression(periods.closed, registry.scopeOf(periods.doctype), { kind: "boolean" });
  const { text } = compileToSql(checked, {
    column: (path) => ident(mustExist(path[0], "field of the period")).text,
    parameter: (value) => (typeof value === "boolean" ? String(value) : quoteLiteral(value)),
    today: () => "current_date",
    now: () => "now()",
    hasRole: () => "false",
  });
  return rawSql(text);
}
