import type { Connection } from "../database/index.ts";
import type { Document, LedgerPort, RequestContext } from "../documents/index.ts";
import { assertBalanced } from "./assert-balanced.ts";
import { computePosting } from "./compute-posting.ts";
import { guardBalances } from "./guard-balances.ts";
import { assertPeriodOpen } from "./lock-period.ts";
import { reversePostings } from "./reverse-postings.ts";
import type { ComputedPosting, LoadEnvironment } from "./types.ts";
import { writePostings } from "./write-postings.ts";

/** The ledgers as documents see them: preview, post and reverse, inside the document's own transaction. */
export function createLedgerPort(loadEnvironment: LoadEnvironment): LedgerPort {
  /** All postings of a document, balanced; computed with one read of the linked documents. */
  async function compute(
    ctx: RequestContext,
    connection: Connection,
    doctype: string,
    document: Document,
  ): Promise<readonly ComputedPosting[]> {
    const rules = ctx.registry.postingsOf(doctype);
    if (rules.length === 0) return [];
    const paths = rules.flatMap((rule) => rule.compiled.linkPaths);
    const environment = await loadEnvironment(ctx, connection, doctype, document, paths);
    return rules.flatMap((rule) => {
      const ledger = ctx.registry.ledger(rule.ledger);
      const posting = computePosting(rule, ledger, environment);
      if (!posting) return [];
      assertBalanced(posting, ledger);
      return [posting];
    });
  }

  return {
    preview: compute,
    async post(ctx, tx, doctype, document) {
      const postings = await compute(ctx, tx, doctype, document);
      if (postings.length === 0) return;
      for (const [id, own] of byLedger(postings)) {
        await assertPeriodOpen(
          ctx,
          tx,
          ctx.registry.ledger(id),
          own.map((posting) => posting.date),
        );
      }
      await writePostings(ctx, tx, doctype, document, postings);
      for (const [id, own] of byLedger(postings)) {
        await guardBalances(
          tx,
          ctx.registry.ledger(id),
          own.flatMap((posting) => posting.entries),
        );
      }
    },
    reverse: reversePostings,
  };
}

/** In the order of ledger ids: transactions take their locks in one order. */
function byLedger(postings: readonly ComputedPosting[]): [string, ComputedPosting[]][] {
  const groups = new Map<string, ComputedPosting[]>();
  for (const posting of postings) groups.set(posting.ledger, [...(groups.get(posting.ledger) ?? []), posting]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
