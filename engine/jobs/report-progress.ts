import type { Database } from "../database/index.ts";
import { type HeldJob, type JobProgress, renewLease } from "./job-store.ts";
import type { JobRun, JobsPorts } from "./types.ts";

const PROGRESS_EVERY_MS = 250;
/** A third of the lease: two renewals in a row may fail. */
const RENEW_EVERY_MS = 15_000;

export interface Reporter {
  readonly progress: JobRun["progress"];
  last(): JobProgress;
  /** Waits for what is being written. */
  stop(): Promise<void>;
}

/** Writes progress at most every so often, one write at a time, and renews the lease while a handler is silent. */
export function createReporter(db: Database, ports: Pick<JobsPorts, "report">, job: HeldJob): Reporter {
  let last: JobProgress = { progress: 0, done: 0, total: 0, message: null };
  let lastAt = 0;
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;

  function write(): void {
    lastAt = Date.now();
    isWriting = true;
    writing = renewLease(db, job, last)
      .catch((error) => ports.report(`progress of job ${job.id}`, error))
      .finally(() => {
        isWriting = false;
      });
  }

  const renewal = setInterval(() => {
    if (!isWriting) write();
  }, RENEW_EVERY_MS);
  renewal.unref();

  return {
    progress(done, total, text) {
      const progress = total > 0 ? Math.min(99, Math.floor((done / total) * 100)) : 0;
      last = { progress, done, total, message: text ?? last.message };
      if (!isWriting && Date.now() - lastAt >= PROGRESS_EVERY_MS) write();
    },
    last: () => last,
    async stop() {
      clearInterval(renewal);
      await writing;
    },
  };
}
