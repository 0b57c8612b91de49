import { isPerfexError, mustExist, type Portions, type Soon, whenKnown } from "../../../kernel/index.ts";
import { inPortions } from "../../../kernel/threads/index.ts";
import { asRefusal, type Run, type Stage, weightOf } from "../../run/stage.ts";
import { viewOf, type Work } from "../../run/work.ts";
import type { Planned } from "../../types.ts";

/** What a submit enters into the ledgers, and a cancellation takes back. Raises LEDGER_*. */
export const post: Stage = {
  name: "post",
  isFor: ({ becomes }) => becomes === "submitted" || becomes === "cancelled",
  check: (run, works) => (run.request.becomes === "submitted" ? planPostings(run, works) : works),
  contribute({ engine, request }, works, plan) {
    const { ctx, doctype, becomes, reversalDate } = request;
    const { ledger } = engine.ports;
    if (becomes === "submitted") return ledger.enter(ctx, plan, doctype.id, works);
    const date = reversalDate ?? ctx.clock.today();
    for (const { document } of works) plan.wait((tx) => ledger.reverse(ctx, tx, doctype.id, document, date));
  },
};

function planPostings(run: Run, works: readonly Work[]): Soon<readonly Work[]> {
  const { ledger } = run.engine.ports;
  const { ctx } = run.request;
  const judged = whenKnown(inPortions(plannedOf(run, works)), (planned) =>
    // Of many documents, those of a closed period are told apart at once; one alone is told when its period is held.
    works.length > 1 ? ledger.refuseClosed(ctx, run.connection, planned) : planned,
  );
  return whenKnown(judged, (open) =>
    works.flatMap((work, index) => {
      const postings = mustExist(open[index], "planned postings");
      if (!isPerfexError(postings)) return [{ ...work, postings }];
      run.refused.push({ index: work.index, error: asRefusal(postings) });
      return [];
    }),
  );
}

function* plannedOf({ engine, request }: Run, works: readonly Work[]): Portions<readonly Planned[]> {
  const planned: Planned[] = [];
  for (const work of works) {
    const scope = work.environments({ document: viewOf(work) });
    planned.push(...engine.ports.ledger.plan(request.ctx, request.doctype.id, [scope]));
    yield weightOf(work);
  }
  return planned;
}
