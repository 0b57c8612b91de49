import type { Database } from "../database/index.ts";
import { type ErrorDetail, fail, isPerfexError, PerfexError } from "../kernel/index.ts";
import { claimJob, failJob, finishJob, type JobInput, saveProgress } from "./job-store.ts";
import type { JobFailure, JobRun, JobsPorts } from "./types.ts";

const PROGRESS_EVERY_MS = 250;
const HEARTBEAT_EVERY_MS = 20_000;

/** Runs one job to its end and keeps what came of it. Its failure is an outcome, not a reason to try again: half an import must not run twice. */
export async function runJob(db: Database, ports: JobsPorts, id: string, signal: AbortSignal): Promise<void> {
  const job = await claimJob(db, id);
  if (!job) return;
  const reporter = createReporter(db, ports, id);
  try {
    const handler = ports.handlers[job.kind] ?? fail("JOB_KIND_UNKNOWN", { kind: job.kind });
    const ctx = await ports.contextFor(job.organization, job.user, id);
    const run: JobRun = { ctx, input: job.input, file: () => fileOf(job), progress: reporter.progress, signal };
    const result = await handler(run);
    await reporter.stop();
    await finishJob(db, id, result);
  } catch (error) {
    await reporter.stop();
    if (!isPerfexError(error) || error.status >= 500) ports.report(`job ${job.kind} ${id}`, error);
    await failJob(db, id, toFailure(error));
  }
}

export function toFailure(error: unknown): JobFailure {
  const known = isPerfexError(error) ? error : new PerfexError("INTERNAL");
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

/** Writes progress at most every so often, one write at a time, and a sign of life while a handler is silent. */
function createReporter(db: Database, ports: JobsPorts, id: string) {
  let [percent, message] = [0, null] as [number, Parameters<JobRun["progress"]>[2] | null];
  let lastAt = 0;
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;

  function write(): void {
    lastAt = Date.now();
    isWriting = true;
    writing = saveProgress(db, id, percent, message ?? null)
      .catch((error) => ports.report(`progress of job ${id}`, error))
      .finally(() => {
        isWriting = false;
      });
  }

  const heartbeat = setInterval(() => {
    if (!isWriting) write();
  }, HEARTBEAT_EVERY_MS);
  heartbeat.unref();

  return {
    progress: ((done, total, text) => {
      percent = total > 0 ? Math.min(99, Math.floor((done / total) * 100)) : 0;
      if (text) message = text;
      if (!isWriting && Date.now() - lastAt >= PROGRESS_EVERY_MS) write();
    }) as JobRun["progress"],
    async stop() {
      clearInterval(heartbeat);
      await writing;
    },
  };
}
