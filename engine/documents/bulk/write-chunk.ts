import type { Connection } from "../../database/index.ts";
import { PerfexError } from "../../kernel/index.ts";
import { executePlan } from "../pipeline/execute-plan.ts";
import { planWrite, runChecks } from "../pipeline/run-checks.ts";
import type { Engine } from "../run/engine.ts";
import { asRefusal, type Refused, type Run } from "../run/stage.ts";
import type { Subject, Work } from "../run/work.ts";
import type { WriteRequest } from "../run/write-request.ts";
import { assertId } from "../stored/load-stored.ts";
import { StaleDocument } from "../stored/stale-document.ts";
import { wordRefusal } from "../wording/word-refusal.ts";
import type { NewRow } from "./cut-chunks.ts";

/** What every document of a call has in common. */
export interface Creating {
  readonly engine: Engine;
  readonly request: WriteRequest;
}

/** A chunk with everything before the first write done. */
export interface CheckedChunk {
  readonly run: Run;
  readonly works: readonly Work[];
}

/** What became of the documents of a call so far. */
export interface Outcome {
  readonly refused: Refused[];
  /** Inside each transaction that writes: how many rows are dealt with when it commits. */
  readonly beforeCommit?:
    | ((connection: Connection, done: number, refused: readonly Refused[]) => Promise<void>)
    | undefined;
}

export async function checkChunk(
  creating: Creating,
  connection: Connection,
  rows: readonly NewRow[],
): Promise<CheckedChunk> {
  const refused: Refused[] = [];
  const named = rows.filter(({ index, id }) => {
    try {
      assertId(id);
      return true;
    } catch (error) {
      refused.push({ index, error: asRefusal(error) });
      return false;
    }
  });
  const subjects = named.map(({ index, id, values }) => ({ index, id, input: values }));
  return check(creating, connection, subjects, refused);
}

async function check(
  { engine, request }: Creating,
  connection: Connection,
  subjects: readonly Pick<Subject, "index" | "id" | "input">[],
  refused: Refused[] = [],
): Promise<CheckedChunk> {
  const run: Run = { engine, request, connection, memory: null, isLocking: false, refused };
  const fresh = subjects.map(({ index, id, input }) => ({ index, id, input }));
  return { run, works: await runChecks(run, fresh) };
}

/** How often documents are computed anew because something they link to has changed since. */
const ATTEMPTS_MAX = 3;

/**
 * Writes the documents in one transaction. When something is refused only now (a value that is taken, a balance too low),
 * each half is tried by itself, down to single documents: exactly the guilty ones are refused. Where something they link to
 * has changed since they were computed, they are computed once more.
 */
export async function writeChunk({ run, works }: CheckedChunk, outcome: Outcome, attempt = 1): Promise<void> {
  const { engine, request } = run;
  const { ctx } = request;
  for (const { index, error } of run.refused.splice(0))
    outcome.refused.push({ index, error: await wordRefusal(ctx, error) });
  const [first] = works;
  if (!first) return;
  try {
    await writeTogether({ run, works }, outcome);
  } catch (error) {
    const isStale = error instanceof StaleDocument;
    if (isStale && attempt < ATTEMPTS_MAX) {
      const again = await ctx.db.read(ctx.organization, (connection) => check({ engine, request }, connection, works));
      return writeChunk(again, outcome, attempt + 1);
    }
    const refusal = isStale ? new PerfexError("DATABASE_CONFLICT") : asRefusal(error);
    if (works.length === 1) {
      outcome.refused.push({ index: first.index, error: await wordRefusal(ctx, refusal, request.doctype.id) });
      return;
    }
    const middle = Math.ceil(works.length / 2);
    await writeChunk({ run, works: works.slice(0, middle) }, outcome);
    await writeChunk({ run, works: works.slice(middle) }, outcome);
  }
}

async function writeTogether({ run, works }: CheckedChunk, { refused, beforeCommit }: Outcome): Promise<void> {
  const { engine, request } = run;
  const { ctx, doctype } = request;
  const plan = planWrite(run, works);
  const done = works.at(-1)!.index + 1;
  await ctx.db.transaction(ctx.organization, async (tx) => {
    await executePlan(tx, plan, engine.reacher(doctype.id));
    await beforeCommit?.(tx, done, refused);
  });
}
