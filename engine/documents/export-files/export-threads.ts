import { PerfexError } from "../../kernel/index.ts";
import { createThreadPool, createTurns } from "../../kernel/threads/index.ts";

export interface ExportThreads<Task> {
  /**
   * Gathers what the file is made of, then makes it in a thread. Ends when the signal says that nobody wants it any more.
   * Raises THREADS_BUSY, WORK_CANCELLED, EXPORT_FAILED and what gathering raises.
   */
  make(owner: string, gather: () => Promise<Task>, signal?: AbortSignal): Promise<Uint8Array>;
}

const LIMITS = { time_ms: 120_000, memory_mb: 768 };
/** Exports of one organization that are worked on, and that may wait: each holds a database connection and many rows. */
const TURNS = { at_once: 1, waiting_max: 10 };
/** Exports of everybody. */
const ALL_TURNS = { at_once: 2, waiting_max: 100 };
const EVERYBODY = "*";

/**
 * Files of many rows are made beside the server's own thread, which answers everybody meanwhile. Each has a thread of its own that
 * ends with it: exports are rare, and what they take is given back. `module` exports `handle(task)`, which returns the file's bytes.
 */
export function createExportThreads<Task>(module: URL): ExportThreads<Task> {
  const turns = createTurns(TURNS);
  const allTurns = createTurns(ALL_TURNS);
  return {
    make: (owner, gather, signal) =>
      turns.take(
        owner,
        () => allTurns.take(EVERYBODY, async () => makeInThread(module, owner, await gather(), signal), signal),
        signal,
      ),
  };
}

async function makeInThread<Task>(
  module: URL,
  owner: string,
  message: Task,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const threads = createThreadPool<Task, Uint8Array>({
    module,
    threads: 1,
    limits: LIMITS,
    waiting_max: 1,
    faultOf: (_name, fault) =>
      new PerfexError("EXPORT_FAILED", { reason: fault.kind === "timeout" ? `${fault.limit_ms} ms` : fault.reason }),
  });
  try {
    return await threads.call({ name: "export", owner, message, ...(signal && { signal }) });
  } finally {
    await threads.close();
  }
}
