import { fail, type PerfexError } from "../errors/perfex-error.ts";
import {
  type LimitedThread,
  startLimitedThread,
  type ThreadFault,
  type ThreadLimits,
  type ThreadReply,
} from "./limited-thread.ts";
import { assertWanted } from "./turns.ts";

export interface ThreadCall<Message> {
  /** What errors call the work. */
  readonly name: string;
  /** For whom: an organization. Owners share the threads fairly. */
  readonly owner: string;
  /** Plain data. */
  readonly message: Message;
  /** Longest run of this call, where it is not that of the pool. */
  readonly time_ms?: number;
  /** Aborted when nobody waits for the answer any more: the work ends with its thread. */
  readonly signal?: AbortSignal;
}

export interface ThreadPool<Message, Answer> {
  /** Answers what the module's `handle` returns. Raises THREADS_BUSY, THREADS_STOPPED, WORK_CANCELLED and what `faultOf` makes of a fault. */
  call(call: ThreadCall<Message>): Promise<Answer>;
  /** Ends all threads; what still runs or waits fails with THREADS_STOPPED. */
  close(): Promise<void>;
}

export interface ThreadPoolOptions {
  /** Module that exports `handle(message)`. */
  readonly module: URL;
  /** Threads at most; each starts when it is first needed. */
  readonly threads: number;
  readonly limits: ThreadLimits;
  /** Calls of one owner that may wait. */
  readonly waiting_max: number;
  /** What the caller is told of work that took too long or failed. */
  readonly faultOf: (name: string, fault: Exclude<ThreadFault, { readonly kind: "stopped" }>) => PerfexError;
}

interface Waiting<Message, Answer> {
  readonly call: ThreadCall<Message>;
  settle(reply: ThreadReply<Answer>): void;
}

/**
 * A few limited threads, each with one call at a time. An owner holds at most half of them, and a thread that comes free
 * goes to the owner who holds fewest: slow work of one keeps nobody else waiting for its end.
 */
export function createThreadPool<Message, Answer>(options: ThreadPoolOptions): ThreadPool<Message, Answer> {
  const { module, threads, limits, waiting_max, faultOf } = options;
  const share = Math.ceil(threads / 2);
  const idle: LimitedThread<Message, Answer>[] = [];
  const busy = new Set<LimitedThread<Message, Answer>>();
  const held = new Map<string, number>();
  let waiting: Waiting<Message, Answer>[] = [];
  let isClosed = false;

  const heldBy = (owner: string) => held.get(owner) ?? 0;

  /** Among those whose owner may have another thread: the owner with the fewest, then who waits longest. */
  function takeNext(): Waiting<Message, Answer> | undefined {
    const [next] = waiting
      .filter(({ call }) => heldBy(call.owner) < share)
      .sort((one, other) => heldBy(one.call.owner) - heldBy(other.call.owner));
    waiting = waiting.filter((one) => one !== next);
    return next;
  }

  /** One that waits for work, or a new one: a thread may also have ended while nobody asked anything of it. */
  function takeThread(): LimitedThread<Message, Answer> {
    for (let thread = idle.pop(); thread; thread = idle.pop()) if (thread.isAlive) return thread;
    return startLimitedThread<Message, Answer>(module, limits.memory_mb);
  }

  function dispatch(): void {
    while (busy.size < threads) {
      const next = takeNext();
      if (!next) return;
      void work(next);
    }
  }

  /** What does not run yet never will. */
  function giveUp(one: Waiting<Message, Answer>): void {
    if (!waiting.includes(one)) return;
    waiting = waiting.filter((other) => other !== one);
    one.settle({ fault: { kind: "stopped" } });
  }

  async function work({ call, settle }: Waiting<Message, Answer>): Promise<void> {
    const thread = takeThread();
    busy.add(thread);
    held.set(call.owner, heldBy(call.owner) + 1);
    const end = () => void thread.end();
    call.signal?.addEventListener("abort", end, { once: true });
    const reply = await thread.call(call.message, call.time_ms ?? limits.time_ms);
    call.signal?.removeEventListener("abort", end);
    busy.delete(thread);
    if (heldBy(call.owner) === 1) held.delete(call.owner);
    else held.set(call.owner, heldBy(call.owner) - 1);
    if (thread.isAlive) idle.push(thread);
    settle(reply);
    dispatch();
  }

  return {
    async call(call) {
      if (isClosed) return fail("THREADS_STOPPED");
      if (waiting.filter((one) => one.call.owner === call.owner).length >= waiting_max) return fail("THREADS_BUSY");
      assertWanted(call.signal);
      const reply = await new Promise<ThreadReply<Answer>>((settle) => {
        const one = { call, settle };
        waiting.push(one);
        call.signal?.addEventListener("abort", () => giveUp(one), { once: true });
        dispatch();
      });
      assertWanted(call.signal);
      if ("answer" in reply) return reply.answer;
      if (reply.fault.kind === "stopped") return fail("THREADS_STOPPED");
      throw faultOf(call.name, reply.fault);
    },
    async close() {
      isClosed = true;
      const left = waiting;
      waiting = [];
      for (const { settle } of left) settle({ fault: { kind: "stopped" } });
      await Promise.all([...idle, ...busy].map((thread) => thread.end()));
    },
  };
}
