import type { ComputeByFunction } from "../calculation/index.ts";
import type { Environment } from "../contract/index.ts";
import type { Connection } from "../database/index.ts";
import type { LedgerPort, Planned, PlannedPostings, RequestContext, WritePlan } from "../documents/index.ts";
import { isPerfexError, PerfexError } from "../kernel/index.ts";
import { assertBalanced } from "./assert-balanced.ts";
import { computePosting } from "./compute-posting.ts";
import { addToRows, guardBalances, guardedChange } from "./guard-balances.ts";
import { closedDates, holdPeriods } from "./lock-period.ts";
import { reversePostings } from "./reverse-postings.ts";
import type { ComputedPosting } from "./types.ts";
import { insertPostings } from "./write-postings.ts";

/** The ledgers as documents see them: plan, enter and reverse, inside the document's own transaction. `functions` are what postings call. */
export function createLedgerPort(functions: ComputeByFunction): LedgerPort {
  return {
    plan: (ctx, doctype, environments) =>
      environments.map((environment) => attempt(() => postingsIn(ctx, doctype, environment, functions))),
    refuseClosed,
    enter,
    reverse: reversePostings,
  };
}

/** All postings of a document, balanced. */
function postingsIn(
  ctx: RequestContext,
  doctype: string,
  environment: Environment,
  functions: ComputeByFunction,
): readonly ComputedPosting[] {
  return ctx.registry.postingsOf(doctype).flatMap((rule) => {
    const ledger = ctx.registry.ledger(rule.ledger);
    const posting = computePosting(rule, ledger, environment, functions);
    if (!posting) return [];
    assertBalanced(posting, ledger);
    return [posting];
  });
}

function attempt<T>(work: () => T): T | PerfexError {
  try {
    return work();
  } catch (error) {
    if (isPerfexError(error)) return error;
    throw error;
  }
}

/** Documents dated in a closed period are told apart early; that it stays open is only certain once it is held. */
async function refuseClosed(
  ctx: RequestContext,
  connection: Connection,
  planned: readonly Planned[],
): Promise<readonly Planned[]> {
  const postings = planned.flatMap((one) => (isPerfexError(one) ? [] : one));
  const closed = new Map<string, ReadonlySet<string>>();
  for (const [id, own] of byLedger(postings)) {
    closed.set(id, await closedDates(ctx, connection, ctx.registry.ledger(id), datesOf(own)));
  }
  return planned.map((one) => {
    if (isPerfexError(one)) return one;
    const refused = one.find(({ ledger, date }) => closed.get(ledger)?.has(date));
    return refused ? new PerfexError("LEDGER_PERIOD_CLOSED", { date: refused.date, ledger: refused.ledger }) : one;
  });
}

/** Entries stand or fall with the documents; periods and balances are locked in the order of ledger ids. */
function enter(ctx: RequestContext, plan: WritePlan, doctype: string, entered: readonly PlannedPostings[]): void {
  const postings = byLedger(entered.flatMap((one) => one.postings)).map(([id, own]) => ({
    ledger: ctx.registry.ledger(id),
    dates: datesOf(own),
    entries: entriesOf(own),
  }));
  if (postings.length === 0) return;
  insertPostings(ctx, plan, doctype, entered);
  holdPeriods(ctx, plan, postings);
  const changes = postings.flatMap(({ ledger, entries }) => guardedChange(ledger, entries) ?? []);
  const [only] = changes;
  // What is locked by the statement that writes is locked before anything that is sent behind it.
  const isFirst = changes.length === 1 && plan.after.length === 0;
  if (only && isFirst && !only.isTaking) plan.with(addToRows(only, plan.written));
  else for (const change of changes) for (const look of guardBalances(change)) plan.send(look);
}

const datesOf = (postings: readonly ComputedPosting[]) => postings.map(({ date }) => date);
const entriesOf = (postings: readonly ComputedPosting[]) => postings.flatMap(({ entries }) => entries);

/** In the order of ledger ids: transactions take their locks in one order. */
function byLedger(postings: readonly ComputedPosting[]): [string, ComputedPosting[]][] {
  const groups = new Map<string, ComputedPosting[]>();
  for (const posting of postings) {
    const own = groups.get(posting.ledger);
    if (own) own.push(posting);
    else groups.set(posting.ledger, [posting]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
