import { isPerfexError, mustExist } from "../../../kernel/index.ts";
import { asRefusal, type Run, type Stage } from "../stage.ts";
import { viewOf, type Work } from "../work.ts";

/** What a submit enters into the ledgers, and a cancellation takes back. Raises LEDGER_*. */
export const post: Stage = {
  name: "post",
  isFor: ({ becomes }) => becomes === "submitted" || becomes === "cancelled",
  check: async (run, works) => (run.request.becomes === "submitted" ? planPostings(run, works) : works),
  contribute({ engine, request }, works, plan) {
    const { ctx, doctype, becomes, reversalDate } = request;
    const { ledger } = engine.ports;
    if (becomes === "submitted") return ledger.enter(ctx, plan, doctype.id, works);
    const date = reversalDate ?? ctx.clock.today();
    for (const { document } of works) plan.wait((tx) => ledger.reverse(ctx, tx, doctype.id, document, date));
  },
};

async function planPostings(run: Run, works: readonly Work[]): Promise<readonly Work[]> {
  const { ledger } = run.engine.ports;
  const { ctx, doctype } = run.request;
  const scopes = works.map((work) => work.environments({ document: viewOf(work) }));
  let planned = ledger.plan(ctx, doctype.id, scopes);
  // Of many documents, those of a closed period are told apart at once; one alone is told when its period is held.
  if (works.length > 1) planned = await ledger.refuseClosed(ctx, run.connection, planned);
  return works.flatMap((work, index) => {
    const postings = mustExist(planned[index], "planned postings");
    if (!isPerfexError(postings)) return [{ ...work, postings }];
    run.refused.push({ index: work.index, error: asRefusal(postings) });
    return [];
  });
}
