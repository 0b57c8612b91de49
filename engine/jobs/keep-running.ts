import { setTimeout as sleep } from "node:timers/promises";
import { type Runner, type RunnerOptions, run } from "graphile-worker";

const PAUSE_MS = 1000;

export interface Running {
  /** Lets what is under way finish. */
  stop(): Promise<void>;
}

/** A runner that ends by itself (the database was away too long) is followed by another one, until it is told to stop. */
export async function keepRunning(options: RunnerOptions, report: (error: unknown) => void): Promise<Running> {
  const stopping = new AbortController();
  let runner: Runner | null = await run(options);

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      await runner?.promise.catch(report);
      await sleep(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      runner = await run(options).catch((error: unknown) => {
        report(error);
        return null;
      });
      // Told to stop while it was starting.
      if (stopping.signal.aborted) await runner?.stop();
    }
  }
  const followed = follow();
  return {
    async stop() {
      stopping.abort();
      // One that has just ended by itself says so by a rejection.
      await runner?.stop().catch(() => undefined);
      await followed;
    },
  };
}
