import type { Transaction } from "../../database/index.ts";
import { claimFiles } from "../files/claim-files.ts";
import { isNumberDue, outboxRecords, seriesNumber } from "../lifecycle/run-stages.ts";
import { drawNumbers } from "../numbering/draw-numbers.ts";
import { holdLinks } from "../stages/hold-links.ts";
import type { RefusedRow } from "../types.ts";
import { writeDocuments } from "../writing/write-documents.ts";
import type { Creating, ReadyDocument } from "./plan-chunk.ts";
import { asRefusal, refusedRow } from "./refusals.ts";

/**
 * Writes the documents in one transaction. When something is refused only now (a value that is taken, a balance too low),
 * each half is tried by itself, down to single documents: exactly the guilty ones are refused.
 */
export async function writeChunk(creating: Creating, ready: readonly ReadyDocument[]): Promise<readonly RefusedRow[]> {
  const [first] = ready;
  if (!first) return [];
  const { ctx } = creating;
  try {
    await ctx.db.transaction(ctx.organization, (tx) => writeReady(creating, tx, ready));
    return [];
  } catch (error) {
    const refusal = asRefusal(error);
    if (ready.length === 1) return [refusedRow(first.index, refusal)];
    const middle = Math.ceil(ready.length / 2);
    return [
      ...(await writeChunk(creating, ready.slice(0, middle))),
      ...(await writeChunk(creating, ready.slice(middle))),
    ];
  }
}

/** The stages from the first write on. (New documents were not made by a conversion: they take from no source.) */
async function writeReady(
  { engine, ctx, doctype, submit }: Creating,
  tx: Transaction,
  ready: readonly ReadyDocument[],
): Promise<void> {
  const works = ready.map(({ work }) => work);
  await holdLinks(tx, works);
  await engine.reach("write", doctype.id);
  const records = ready.map(({ work, request }) => ({ work, outbox: outboxRecords(work, request) }));
  await writeDocuments(tx, records, engine.secrets.seal);
  for (const work of works) await claimFiles(tx, work);
  if (submit) {
    await engine.reach("post", doctype.id);
    await postAll({ engine, ctx, doctype }, tx, ready);
  }
  const due = ready.filter(({ work, request }) => isNumberDue(work, request.becomes));
  if (due.length > 0) {
    await engine.reach("number", doctype.id);
    const numbers = due.map(({ work }) => ({ id: work.document.id, series: seriesNumber(work) }));
    await drawNumbers(tx, doctype, numbers);
  }
  await engine.reach("commit", doctype.id);
  tx.afterCommit(() => engine.ports.wakeOutbox?.(ctx.organization));
}

async function postAll(
  { engine, ctx, doctype }: Pick<Creating, "engine" | "ctx" | "doctype">,
  tx: Transaction,
  ready: readonly ReadyDocument[],
): Promise<void> {
  const { ledger } = engine.ports;
  if (ledger.enter) {
    const entered = ready.map(({ work, postings }) => ({ document: work.document, postings: postings ?? [] }));
    return ledger.enter(ctx, tx, doctype.id, entered);
  }
  for (const { work } of ready) await ledger.post(ctx, tx, doctype.id, work.document);
}
