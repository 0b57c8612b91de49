import { type Connection, prepared, runAfterCommits } from "../../database/index.ts";
import { fail, isPerfexError } from "../../kernel/index.ts";
import type { RecordMemory } from "../linking/record-memory.ts";
import type { Engine } from "../run/engine.ts";
import { assertKey, insertKey, replayOf } from "../run/idempotency.ts";
import { onlyWork, type Run } from "../run/stage.ts";
import type { Subject, Work } from "../run/work.ts";
import type { WritePlan } from "../run/write-plan.ts";
import type { WriteRequest } from "../run/write-request.ts";
import { storedPart } from "../stored/load-stored.ts";
import type { ReadBack } from "../stored/read-back.ts";
import { StaleDocument } from "../stored/stale-document.ts";
import type { Document } from "../types.ts";
import { executeAlone, executePlan } from "./execute-plan.ts";
import { FalsePresumption } from "./false-presumption.ts";
import { planWrite, runChecks } from "./run-checks.ts";
import { failChanged } from "./version-conflict.ts";

/** A document as written and, where it was read back along with the write, as its principal reads it. */
export interface Written {
  readonly document: Document;
  readonly asRead: string | null;
}

/** Either what was written, or the document an earlier request with the same key was answered with. */
export type Outcome = Written | { readonly replayOf: string };

/** One document to be written. */
export interface Performance {
  readonly engine: Engine;
  readonly request: WriteRequest;
  readonly subject: Subject;
  /** Tells of the document as its principal sees it, along with the write, so that it costs no waiting. */
  readonly readBack: ReadBack | null;
}

const ATTEMPTS_MAX = 3;
/** A linked document that somebody keeps changing: each further attempt takes another change of it. */
const LINK_ATTEMPTS_MAX = 25;

/**
 * Writes one document. It is read, computed and checked first, without locks; the statement that writes proves that all
 * of it still holds. Where it does not, everything is done once more, in line with the other writers: but somebody else's
 * write is DOCUMENT_CHANGED for who named a version. A refused request whose key is known is answered like the first one.
 */
export async function perform(performance: Performance): Promise<Outcome> {
  const { engine, request, subject } = performance;
  const { ctx, doctype, claim, version, isStored } = request;
  assertKey(claim);
  let isInLine = ctx.db.isNested;
  for (let attempt = 1; ; attempt++) {
    try {
      return await (isInLine ? writeInLine(performance, attempt > 1) : writeFreely(performance));
    } catch (error) {
      const replayed = await replayOf(ctx, claim ?? null, error);
      if (replayed !== null) return { replayOf: replayed };
      if (error instanceof StaleDocument) {
        if (error.mayBeLink) engine.memories.forget(ctx.organization);
        const isWorthIt = error.mayBeLink
          ? attempt < LINK_ATTEMPTS_MAX
          : attempt < ATTEMPTS_MAX && version === undefined;
        if (!isWorthIt && !isStored) fail("DATABASE_CONFLICT");
        if (!isWorthIt)
          return failChanged(ctx, doctype, subject.id, { version: version ?? null, yours: yoursOf(subject) });
        isInLine = true;
      } else if (!isPassing(error) || attempt >= ATTEMPTS_MAX) throw error;
    }
  }
}

const isPassing = (error: unknown) => isPerfexError(error) && error.code === "DATABASE_CONFLICT";

const yoursOf = ({ input }: Subject): Readonly<Record<string, unknown>> =>
  (input ?? {}) as Readonly<Record<string, unknown>>;

/** Checked outside a transaction and written in as short a one as the plan allows: one statement needs no BEGIN. */
async function writeFreely(performance: Performance): Promise<Written> {
  const { engine, request } = performance;
  const { ctx, doctype, claim } = request;
  const reach = engine.reacher(doctype.id);
  const step = await ctx.db.read(ctx.organization, async (connection): Promise<Written | Planned> => {
    const { work, plan, planForSure } = await checkFreely(performance, connection);
    if (!plan) {
      if (claim) await connection.query(prepared(insertKey(ctx, claim, null)));
      return { document: work.stored ?? work.document, asRead: null };
    }
    if (!plan.isOneStatement) return { work, plan: planForSure() };
    try {
      await executeAlone(connection, plan, reach);
    } catch (error) {
      if (error instanceof FalsePresumption) return { work, plan: planForSure() };
      throw error;
    }
    await runAfterCommits(plan.afterCommit);
    return writtenBy(performance, work, plan);
  });
  if (!("plan" in step)) return step;
  const { work, plan } = step;
  await ctx.db.transaction(ctx.organization, (tx) => executePlan(tx, plan, reach));
  return writtenBy(performance, work, plan);
}

interface Planned {
  readonly work: Work;
  readonly plan: WritePlan;
}

/** Checked and written inside one transaction, where nothing is taken from memory. */
async function writeInLine(performance: Performance, isLocking: boolean): Promise<Written> {
  const { engine, request } = performance;
  const { ctx, doctype, claim, isStored } = request;
  const { work, plan } = await ctx.db.transaction(ctx.organization, async (tx) => {
    const checked = await check(performance, { connection: tx, memory: null, isLocking: isLocking && isStored });
    if (checked.plan) await executePlan(tx, checked.plan, engine.reacher(doctype.id));
    else if (claim) await tx.query(prepared(insertKey(ctx, claim, null)));
    return checked;
  });
  return plan ? writtenBy(performance, work, plan) : { document: work.stored ?? work.document, asRead: null };
}

function writtenBy({ engine, request }: Performance, work: Work, { numbers: [number], asRead }: WritePlan): Written {
  const document = number === undefined ? work.document : { ...work.document, number };
  const { ctx, doctype, becomes } = request;
  const { recent } = engine.memories;
  // Inside a larger transaction it may still be undone. What is deleted may come again under its id, as another document.
  if (becomes === "deleted" || ctx.db.isNested) recent.forget(ctx.organization, doctype.id, document.id);
  else recent.keep(ctx.organization, ctx.registry, doctype.id, document.id, storedPart(doctype, document));
  return { document, asRead };
}

interface Checked {
  readonly work: Work;
  /** Null where nothing is to be written. */
  readonly plan: WritePlan | null;
  /** The same without presuming anything. */
  readonly planForSure: () => WritePlan;
}

/**
 * Linked documents may come from memory where a write follows, which looks whether they are still the same. A refusal and a
 * document that stays as it is have no such proof: they are worked out again from what is read now.
 */
async function checkFreely(performance: Performance, connection: Connection): Promise<Checked> {
  const { engine, request } = performance;
  const { organization, registry } = request.ctx;
  const memory = engine.memories.of(organization, registry, true);
  const checkWith = (from: RecordMemory) =>
    check(performance, { connection, memory: from, isLocking: false, isFree: true });
  try {
    const checked = await checkWith(memory);
    if (!memory.wasUsed || checked.plan) return checked;
  } catch (error) {
    if (!memory.wasUsed || !isPerfexError(error)) throw error;
  }
  return checkWith(engine.memories.of(organization, registry, false));
}

async function check(
  { engine, request, subject, readBack }: Performance,
  { connection, memory, isLocking, isFree }: Pick<Run, "connection" | "memory" | "isLocking" | "isFree">,
): Promise<Checked> {
  const run: Run = { engine, request, connection, memory, isLocking, isFree, refused: [] };
  const work = onlyWork(run, await runChecks(run, [subject]));
  const isUnchanged = work.stored && request.becomes === undefined && work.changes.length === 0;
  const planFor = (as: Run): WritePlan => {
    const plan = planWrite(as, [work]);
    if (readBack) plan.tellAsRead(readBack, request.becomes === undefined);
    return plan;
  };
  return { work, plan: isUnchanged ? null : planFor(run), planForSure: () => planFor({ ...run, isFree: false }) };
}
