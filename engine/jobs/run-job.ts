import type { Database, OrganizationRef } from "../database/index.ts";
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
  let organization: OrganizationRef | null = null;
  try {
    const handler = ports.handlers[job.kind] ?? fail("JOB_KIND_UNKNOWN", { kind: job.kind });
    const ctx = await ports.contextFor(job.organization, job.user, id);
    organization = ctx.organization;
    const checkpoint = await openCheckpoint(db, { organization, job: id, run: job.run });
    const { input } = job;
    const run: JobRun = { ctx, input, file: () => fileOf(job), progress: reporter.progress, checkpoint, signal };
    const result = await handler(run);
    await reporter.stop();
    const isOver = await finishJob(db, held, result, reporter.last());
    if (isOver) await closeCheckpoint(db, { organization, job: id, run: job.run });
  } catch (error) {
    await reporter.stop();
    const isExpected = isPerfexError(error) && (error.status < 500 || error.code === "JOB_INTERRUPTED");
    if (!isExpected) ports.report(`job ${job.kind} ${id}`, error);
    await endEarly(db, held, organization, error);
  }
}

/** What may pass, and what the server is to blame for once something is written, can be gone on with; a refusal would be the same again. */
async function endEarly(db: Database, held: HeldJob, organization: OrganizationRef | null, error: unknown) {
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
