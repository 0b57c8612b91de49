import { Worker } from "node:worker_threads";

export interface ThreadLimits {
  readonly time_ms: number;
  readonly memory_mb: number;
}

/** Why a call has no answer. */
export type ThreadFault =
  | { readonly kind: "timeout"; readonly limit_ms: number }
  | { readonly kind: "failure"; readonly reason: string }
  | { readonly kind: "stopped" };

export type ThreadReply<Answer> = { readonly answer: Answer } | { readonly fault: ThreadFault };

export interface LimitedThread<Message, Answer> {
  /** Hands plain data to the module's `handle`; one call at a time. Never rejects. */
  call(message: Message, time_ms: number): Promise<ThreadReply<Answer>>;
  /** False once it was ended: by a call that took too much, or by `end`. */
  readonly isAlive: boolean;
  end(): Promise<void>;
}

type Sent<Answer> = "ready" | { readonly answer: Answer } | { readonly error: string };

/**
 * A thread for work whose cost its author decides: templates and functions. A call that exceeds its time or memory ends
 * the thread, and with it nothing but this call.
 */
export function startLimitedThread<Message, Answer>(module: URL, memory_mb: number): LimitedThread<Message, Answer> {
  let isReady = false;
  let isAlive = true;
  let timer: NodeJS.Timeout | undefined;
  let pending: { readonly time_ms: number; settle(reply: ThreadReply<Answer>): void } | undefined;

  const worker = new Worker(new URL("./start-thread.mjs", import.meta.url), {
    execArgv: [],
    workerData: { module: module.href },
    resourceLimits: { maxOldGenerationSizeMb: memory_mb },
  });
  worker.unref();

  function settle(reply: ThreadReply<Answer>): void {
    clearTimeout(timer);
    const settled = pending;
    pending = undefined;
    settled?.settle(reply);
  }

  function end(fault: ThreadFault): Promise<unknown> {
    isAlive = false;
    const ended = worker.terminate();
    settle({ fault });
    return ended;
  }

  /** The time allowed runs from when the thread can work: starting it is not the caller's fault. */
  function startClock(limit_ms: number): void {
    timer = setTimeout(() => void end({ kind: "timeout", limit_ms }), limit_ms);
  }

  worker.on("message", (sent: Sent<Answer>) => {
    if (sent === "ready") {
      isReady = true;
      if (pending) startClock(pending.time_ms);
    } else settle("error" in sent ? { fault: { kind: "failure", reason: sent.error } } : sent);
  });
  worker.on("error", (error) => void end({ kind: "failure", reason: error.message }));
  worker.on("exit", () => void end({ kind: "failure", reason: "the thread ended" }));

  return {
    get isAlive() {
      return isAlive;
    },
    call: (message, time_ms) =>
      new Promise((resolve) => {
        pending = { time_ms, settle: resolve };
        if (isReady) startClock(time_ms);
        worker.postMessage(message);
      }),
    async end() {
      await end({ kind: "stopped" });
    },
  };
}
