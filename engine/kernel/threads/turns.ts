import { fail, PerfexError } from "../errors/perfex-error.ts";

/** Work of which each owner may do only so much at once. */
export interface Turns {
  /** Raises THREADS_BUSY where too much of the owner waits already, WORK_CANCELLED where nobody wants it any more. */
  take<T>(owner: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export interface TurnsOptions {
  readonly at_once: number;
  readonly waiting_max: number;
}

/** First come, first served, per owner. */
export function createTurns({ at_once, waiting_max }: TurnsOptions): Turns {
  const busy = new Map<string, number>();
  const waiting = new Map<string, Set<() => void>>();

  async function enter(owner: string, signal: AbortSignal | undefined): Promise<void> {
    const taken = busy.get(owner) ?? 0;
    if (taken < at_once) return void busy.set(owner, taken + 1);
    const queue = waiting.get(owner) ?? new Set();
    if (queue.size >= waiting_max) return fail("THREADS_BUSY");
    waiting.set(owner, queue);
    await new Promise<void>((resolve, reject) => {
      const proceed = () => {
        queue.delete(proceed);
        signal?.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = () => {
        queue.delete(proceed);
        reject(new PerfexError("WORK_CANCELLED"));
      };
      queue.add(proceed);
      signal?.addEventListener("abort", giveUp, { once: true });
    });
  }

  function leave(owner: string): void {
    const [next] = waiting.get(owner) ?? [];
    if (next) {
      next();
      return;
    }
    const left = (busy.get(owner) ?? 1) - 1;
    if (left > 0) busy.set(owner, left);
    else busy.delete(owner);
    waiting.delete(owner);
  }

  return {
    async take(owner, work, signal) {
      assertWanted(signal);
      await enter(owner, signal);
      try {
        assertWanted(signal);
        return await work();
      } finally {
        leave(owner);
      }
    },
  };
}

/** Raises WORK_CANCELLED. */
export function assertWanted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) fail("WORK_CANCELLED");
}
