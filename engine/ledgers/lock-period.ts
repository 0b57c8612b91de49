import { checkExpression, compileToSql, type Ledger } from "../contract/index.ts";
import {
  type Connection,
  ident,
  inlineTarget,
  prepared,
  quoteLiteral,
  rawSql,
  type Sql,
  sql,
} from "../database/index.ts";
import type { RequestContext, WritePlan } from "../documents/index.ts";
import { fail, type IsoDate } from "../kernel/index.ts";
import type { Registry } from "../registry/index.ts";

type Periods = NonNullable<Ledger["periods"]>;

/**
 * Which of the dates lie in a closed period of the ledger. Takes a share lock on the periods found: closing one
 * waits until the posting is committed, and a posting that comes later sees it closed.
 */
export async function closedDates(
  ctx: RequestContext,
  tx: Connection,
  { periods }: Ledger,
  dates: readonly IsoDate[],
): Promise<ReadonlySet<IsoDate>> {
  if (!periods || dates.length === 0) return new Set();
  const closed = sql`with _held as (${lockPeriods(ctx, periods, dates, null)}) select ${CLOSED} as closed from _held`;
  const [row] = await tx.query<{ closed: readonly IsoDate[] }>(prepared(closed));
  return new Set(row?.closed);
}

/** Dates entered into a ledger. */
export interface DatedEntries {
  readonly ledger: Ledger;
  readonly dates: readonly IsoDate[];
}

/**
 * Holds the periods of the dates until the commit, in the statement that writes, which writes nothing where one is closed;
 * ledgers with the same periods hold them once. Raises LEDGER_PERIOD_CLOSED as the plan is executed.
 */
export function holdPeriods(ctx: RequestContext, plan: WritePlan, entered: readonly DatedEntries[]): void {
  const shared = new Map<string, DatedEntries[]>();
  for (const one of entered) {
    const key = JSON.stringify(one.ledger.periods ?? null);
    shared.set(key, [...(shared.get(key) ?? []), one]);
  }
  for (const entries of shared.values()) {
    const periods = entries[0]?.ledger.periods;
    if (!periods) continue;
    const dates = entries.flatMap((one) => one.dates);
    const hold = { statement: lockPeriods(ctx, periods, dates, plan.found), refuses: sql`_is_closed` };
    plan.hold(hold, CLOSED, (answer) => assertOpen(entries, answer));
  }
}

function assertOpen(entered: readonly DatedEntries[], answer: unknown): void {
  const closed = new Set(answer as readonly IsoDate[] | null);
  for (const { ledger, dates } of entered) {
    const date = dates.find((one) => closed.has(one));
    if (date !== undefined) fail("LEDGER_PERIOD_CLOSED", { date, ledger: ledger.id });
  }
}

/** In the order of ids, as everybody locks them. Open periods are locked as well: whether one is closed is decided once it is held, not by what finds it. */
function lockPeriods(
  { registry, clock }: RequestContext,
  periods: Periods,
  dates: readonly IsoDate[],
  condition: Sql | null,
): Sql {
  const [table, from, to] = [ident(registry.doctype(periods.doctype).table), ident(periods.from), ident(periods.to)];
  return sql`select _day::text as _date, (${closedCondition(registry, periods, clock.timeZone)}) as _is_closed
    from unnest(${[...new Set(dates)]}::date[]) as _day join ${table} on _day between ${from} and ${to}${condition ? sql` where ${condition}` : sql``}
    order by ${table}.id for share of ${table}`;
}

/** Of what is held. */
const CLOSED = sql`coalesce(json_agg(_date) filter (where _is_closed), '[]')`;

/** By time zone. */
const CONDITIONS = new WeakMap<Periods, Map<string, Sql>>();

function closedCondition(registry: Registry, periods: Periods, timeZone: string): Sql {
  const known = CONDITIONS.get(periods) ?? new Map<string, Sql>();
  CONDITIONS.set(periods, known);
  const condition = known.get(timeZone) ?? compileCondition(registry, periods, timeZone);
  known.set(timeZone, condition);
  return condition;
}

/** The condition reads only fields of the period itself; its literals stand in the text, the same every time. */
function compileCondition(registry: Registry, periods: Periods, timeZone: string): Sql {
  const checked = checkExpression(periods.closed, registry.scopeOf(periods.doctype), { kind: "boolean" });
  return rawSql(compileToSql(checked, inlineTarget(quoteLiteral(timeZone))).text);
}
