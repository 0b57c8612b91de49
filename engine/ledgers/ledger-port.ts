import type { Environment } from "../contract/index.ts";
import type { Connection, Transaction } from "../database/index.ts";
import type { Document, LedgerPort, RequestContext } from "../documents/index.ts";
import { isPerfexError, PerfexError } from "../kernel/index.ts";
import { assertBalanced } from "./assert-balanced.ts";
import { computePosting } from "./compute-posting.ts";
import { guardBalances } from "./guard-balances.ts";
import { assertPeriodOpen, closedDates } from "./lock-period.ts";
import { reversePostings } from "./reverse-postings.ts";
import type { ComputedPosting, DocumentPostings, LoadEnvironments } from "./types.ts";
import { writePostings } from "./write-postings.ts";

/** The ledgers as documents see them: preview, post and reverse, inside the document's own transaction. */
export function createLedgerPort(loadEnvironments: LoadEnvironments): LedgerPort {
  /** What each document reads to be posted; none where the doctype posts nothing. One statement. */
  async function environmentsOf(
    ctx: RequestContext,
    connection: Connection,
    doctype: string,
    documents: readonly Document[],
  ): Promise<readonly Environment[]> {
    const rules = ctx.registry.postingsOf(doctype);
    if (rules.length === 0 || documents.length === 0) return [];
    const paths = rules.flatMap((rule) => rule.compiled.linkPaths);
    return loadEnvironments(ctx, connection, doctype, documents, paths);
  }

  async function compute(
    ctx: RequestContext,
    connection: Connection,
    doctype: string,
    document: Document,
  ): Promise<readonly ComputedPosting[]> {
    const [environment] = await environmentsOf(ctx, connection, doctype, [document]);
    return environment ? postingsIn(ctx, doctype, environment) : [];
  }

  return {
    preview: compute,
    async assertOpen(ctx, connection, postings) {
      const [planned] = await refuseClosed(ctx, connection, [postings]);
      if (isPerfexError(planned)) throw planned;
    },
    async post(ctx, tx, doctype, document) {
      await enter(ctx, tx, doctype, [{ document, postings: await compute(ctx, tx, doctype, document) }]);
    },
    async plan(ctx, connection, doctype, documents) {
      const environments = await environmentsOf(ctx, connection, doctype, documents);
      const planned = documents.map((_, index) => {
        const environment = environments[index];
        return environment ? attempt(() => postingsIn(ctx, doctype, environment)) : [];
      });
      return refuseClosed(ctx, connection, planned);
    },
    enter,
    reverse: reversePostings,
  };
}

/** All postings of a document, balanced. */
function postingsIn(ctx: RequestContext, doctype: string, environment: Environment): readonly ComputedPosting[] {
  return ctx.registry.postingsOf(doctype).flatMap((rule) => {
    const ledger = ctx.registry.ledger(rule.ledger);
    const posting = computePosting(rule, ledger, environment);
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

type Planned = readonly ComputedPosting[] | PerfexError;

/** Documents dated in a closed period are told apart early; that it stays open is only certain once it is locked. */
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

async function enter(
  ctx: RequestContext,
  tx: Transaction,
  doctype: string,
  entered: readonly DocumentPostings[],
): Promise<void> {
  const postings = byLedger(entered.flatMap((one) => one.postings));
  if (postings.length === 0) return;
  // Sent together, in this order: none needs the answer of another, and what any of them refuses undoes them all.
  await Promise.all([
    ...postings.map(([id, own]) => assertPeriodOpen(ctx, tx, ctx.registry.ledger(id), datesOf(own))),
    writePostings(ctx, tx, doctype, entered),
    ...postings.map(([id, own]) => guardBalances(tx, ctx.registry.ledger(id), entriesOf(own))),
  ]);
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
