import { blameStatement, type Database } from "../database/index.ts";
import type { Checkpoint, RequestContext } from "../documents/index.ts";
import { type ErrorDetail, fail, isPerfexError, PerfexError } from "../kernel/index.ts";
import { closeCheckpoint, loadReached, openCheckpoint } from "./job-checkpoint.ts";
import { claimJob, failJob, finishJob, type HeldJob, interruptJob, type JobInput } from "./job-store.ts";
import { createReporter } from "./report-progress.ts";
import type { JobFailure, JobRun, JobsPorts } from "./types.ts";

/**
 * Runs one job to its end and keeps what came of it. It is never repeated by itself: one that is cut off on its way says how far it
 * came, and a person decides.
 */
export async function runJob(db: Database, ports: JobsPorts, id: string, signal: AbortSignal): Promise<void> {
  const job = await claimJob(db, id);
  if (!job) return;
  const held: HeldJob = { id, run: job.run };
  const reporter = createReporter(db, ports, held);
  let ctx: RequestContext | null = null;
  try {
    const handler = ports.handlers[job.kind] ?? fail("JOB_KIND_UNKNOWN", { kind: job.kind });
    ctx = await ports.contextFor(job.organization, job.user, id);
    const { organization } = ctx;
    const kept = await openCheckpoint(db, { organization, job: id, run: job.run });
    const checkpoint = askingAgain(kept, ports, job, ctx);
    const { input } = job;
    const run: JobRun = { ctx, input, file: () => fileOf(job), progress: reporter.progress, checkpoint, signal };
    const result = await handler(run);
    await reporter.stop();
    const isOver = await finishJob(db, held, result, reporter.last());
    if (isOver) await closeCheckpoint(db, { organization, job: id, run: job.run });
  } catch (cause) {
    await reporter.stop();
    const error = ctx ? await toldOf(ports, ctx, cause) : cause;
    const isExpected = isPerfexError(error) && (error.status < 500 || error.code === "JOB_INTERRUPTED");
    if (!isExpected) ports.report(`job ${job.kind} ${id}`, error);
    await endEarly(db, held, ctx, error);
  }
}

/**
 * Each part is kept by the transaction that writes it, which asks once more who the person is by now: of a part whose right has
 * gone nothing is written. Rights that have become others stop the job too: it goes on with those when the person wants it to.
 * Raises ORGANIZATION_NOT_MEMBER, ACCESS_DENIED, JOB_RIGHTS_CHANGED.
 */
function askingAgain(checkpoint: Checkpoint, ports: JobsPorts, job: JobInput, begun: RequestContext): Checkpoint {
  return {
    ...checkpoint,
    async keep(connection, reached) {
      const now = await ports.contextFor(job.organization, job.user, begun.requestId);
      ports.assertMay(now, job);
      if (now.access.key !== begun.access.key) fail("JOB_RIGHTS_CHANGED");
      await checkpoint.keep(connection, reached);
    },
  };
}

/** Where nobody can say which metadata is in force, the server cannot go on anyway: the error stays as it was. */
function toldOf({ renewed }: JobsPorts, { organization, registry }: RequestContext, cause: unknown): Promise<unknown> {
  const isInForce = async () => (await renewed(organization.id, registry)) === registry;
  return blameStatement(cause, isInForce).catch(() => cause);
}

/**
 * What may pass can be gone on with; so can what the server is to blame for, or rights that have gone, once something is written.
 * Any other refusal would be the same again.
 */
async function endEarly(db: Database, held: HeldJob, ctx: RequestContext | null, error: unknown) {
  const organization = ctx?.organization;
  const { id, run } = held;
  const reached = organization && (await loadReached(db, organization, [id])).get(id);
  const known = isPerfexError(error) ? error : new PerfexError("INTERNAL");
  const isPassing = ["JOB_INTERRUPTED", "JOB_RIGHTS_CHANGED"].includes(known.code) || known.status === 503;
  const isHalfWay = (known.status >= 500 || known.status === 403) && (reached?.done ?? 0) > 0;
  const isCutOff = isPassing || isHalfWay;
  if (isCutOff) return interruptJob(db, held, toFailure(known));
  const isOver = await failJob(db, held, toFailure(known), reached ?? { done: 0, total: null });
  if (isOver && organization) await closeCheckpoint(db, { organization, job: id, run });
}

function toFailure(known: PerfexError): JobFailure {
  const details = known.details.map(({ code, pointer, message }: ErrorDetail) => ({
    code,
    message,
    ...(pointer !== undefined && { pointer }),
  }));
  return { code: known.code, message: known.text, details };
}

function fileOf(job: JobInput) {
  return job.file ?? fail("JOB_INPUT_LOST");
}
