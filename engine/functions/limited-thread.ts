import { Worker } from "node:worker_threads";
import type { PerfexError } from "../kernel/index.ts";

export interface ThreadLimits {
  readonly time_ms: number;
  readonly memory_mb: number;
}

export interface LimitedThread<Message, Answer> {
  /** Hands plain data over and waits for the answer of the module's `handle`. `name` is what errors call the work. */
  call(name: string, message: Message, time_ms?: number): Promise<Answer>;
  close(): Promise<void>;
}

export interface LimitedThreadOptions {
  /** Module that exports `handle(message)`. */
  readonly module: URL;
  readonly limits: ThreadLimits;
  readonly onTimeout: (name: string, limit_ms: number) => PerfexError;
  readonly onFailure: (name: string, reason: string) => PerfexError;
}

interface Pending<Answer> {
  readonly name: string;
  readonly time_ms: number;
  timer?: NodeJS.Timeout;
  resolve(answer: Answer): void;
  reject(error: PerfexError): void;
}

type Reply<Answer> = { readonly id: number; readonly answer: Answer } | { readonly id: number; readonly error: string };

/**
 * A thread for work whose cost its author decides: templates and functions that customers may write. Work that exceeds its
 * time or memory ends the thread and fails everything in it; the next call gets a new thread.
 */
export function createLimitedThread<Message, Answer>(options: LimitedThreadOptions): LimitedThread<Message, Answer> {
  let worker: Worker | undefined;
  let isReady = false;
  let lastId = 0;
  const pending = new Map<number, Pending<Answer>>();

  function settle(id: number, act: (call: Pending<Answer>) => void): void {
    const call = pending.get(id);
    if (!call) return;
    pending.delete(id);
    clearTimeout(call.timer);
    act(call);
  }

  function abandon(reason: (name: string) => PerfexError): void {
    const lost = worker;
    worker = undefined;
    isReady = false;
    for (const id of [...pending.keys()]) settle(id, (call) => call.reject(reason(call.name)));
    void lost?.terminate();
  }

  /** The time allowed runs from when the thread can work: starting it is not the caller's fault. */
  function startClock(call: Pending<Answer>): void {
    call.timer = setTimeout(() => abandon((lost) => options.onTimeout(lost, call.time_ms)), call.time_ms);
  }

  function receive(reply: Reply<Answer> | "ready"): void {
    if (reply === "ready") {
      isReady = true;
      for (const call of pending.values()) startClock(call);
      return;
    }
    settle(reply.id, (call) => {
      if ("error" in reply) call.reject(options.onFailure(call.name, reply.error));
      else call.resolve(reply.answer);
    });
  }

  function start(): Worker {
    const started = new Worker(new URL("./start-thread.mjs", import.meta.url), {
      execArgv: [],
      workerData: { module: options.module.href },
      resourceLimits: { maxOldGenerationSizeMb: options.limits.memory_mb },
    });
    started.unref();
    started.on("message", (reply) => worker === started && receive(reply));
    started.on("error", (error) => abandon((name) => options.onFailure(name, error.message)));
    return started;
  }

  return {
    call(name, message, time_ms = options.limits.time_ms) {
      worker ??= start();
      const id = ++lastId;
      const current = worker;
      return new Promise((resolve, reject) => {
        const call: Pending<Answer> = { name, time_ms, resolve, reject };
        pending.set(id, call);
        if (isReady) startClock(call);
        current.postMessage({ id, message });
      });
    },
    async close() {
      const ended = worker;
      worker = undefined;
      isReady = false;
      await ended?.terminate();
    },
  };
}
