import { historyRecord } from "../../history/history-record.ts";
import { joinRowStates, rowsUnchanged } from "../../linking/record-memory.ts";
import { insertKey } from "../../run/idempotency.ts";
import type { Run, Stage } from "../../run/stage.ts";
import type { Verb, Work } from "../../run/work.ts";
import type { WriteRequest } from "../../run/write-request.ts";
import { deleteDocuments } from "../../writing/delete-documents.ts";
import { insertHistory, insertOutbox } from "../../writing/insert-records.ts";
import { outboxRecord } from "../../writing/outbox-record.ts";
import { insertDocuments, updateDocuments } from "../../writing/write-documents.ts";

/**
 * Header, lines, history, outbox and the idempotency key, in one statement whatever the number of documents and lines.
 * Nothing is written when a stored version, or a linked document, is no longer the one the work is based on.
 */
export const write: Stage = {
  name: "write",
  contribute(run, works, plan) {
    const { engine, request } = run;
    const { ctx, doctype, becomes, isStored, claim } = request;
    const rowStates = joinRowStates(works.map(({ links }) => links.rowStates));
    plan.guard(rowsUnchanged(rowStates));
    plan.mayBeLink = rowStates.size > 0;
    if (becomes === "deleted") deleteDocuments(plan, doctype, works, removeFiles(run));
    else (isStored ? updateDocuments : insertDocuments)(plan, doctype, works, engine.secrets.seal);
    plan.with(insertHistory(works.map(historyRecord), plan.written));
    plan.with(
      insertOutbox(
        works.flatMap((work) => eventsOf(request, work)),
        plan.written,
      ),
    );
    if (claim) plan.with(insertKey(ctx, claim, plan.written));
    plan.afterCommit.push(() => engine.ports.wakeOutbox?.(ctx.organization));
  },
};

/** What others are told: a document created and submitted at once had both happen to it. */
function eventsOf({ verb, becomes, isStored }: WriteRequest, work: Work) {
  const verbs: readonly Verb[] = becomes === "submitted" && !isStored ? [verb, "submit"] : [verb];
  return verbs.map((one) => outboxRecord(work, one));
}

const removeFiles =
  ({ engine }: Run) =>
  async (keys: readonly string[]): Promise<void> => {
    await Promise.all(keys.map((key) => engine.ports.files.remove(key)));
  };
