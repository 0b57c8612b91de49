import { blameStatement, type Database } from "../database/index.ts";
import type { RequestContext } from "../documents/index.ts";
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
    const checkpoint = await openCheckpoint(db, { organization, job: id, run: job.run });
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

/** Where nobody can say which metadata is in force, the server cannot go on anyway: the error stays as it was. */
function toldOf({ renewed }: JobsPorts, { organization, registry }: RequestContext, cause: unknown): Promise<unknown> {
  const isInForce = async () => (await renewed(organization.id, registry)) === registry;
  return blameStatement(cause, isInForce).catch(() => cause);
}

/** What may pass, and what the server is to blame for once something is written, can be gone on with; a refusal would be the same again. */
async function endEarly(db: Database, held: HeldJob, ctx: RequestContext | null, error: unknown) {
  const organization = ctx?.organization;
  const { id, run } = held;
  const reached = organization && (await loadReached(db, organization, [id])).get(id);
  const known = isPerfexError(error) ? error : new PerfexError("INTERNAL");
  const isPassing = known.code === "JOB_INTERRUPTED" || known.status === 503;
  const isCutOff = isPassing || (known.status >= 500 && (reached?.done ?? 0) > 0);
  if (isCutOff) return interruptJob(db, held, toFailure(known));
  const isOver = await failJob(db, held, toFailure(known), reached ?? { done: 0, total: 0 });
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
