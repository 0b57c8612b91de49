import { Worker } from "node:worker_threads";
import { fail, PerfexError } from "../../../kernel/index.ts";
import type { TemplateAnswer } from "./template-worker.ts";

export interface TemplateRenderer {
  /** Handlebars text + plain data → HTML. Raises PRINT_TIMEOUT, PRINT_TOO_LARGE, PRINT_TEMPLATE_INVALID. */
  render(name: string, template: string, data: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

interface Pending {
  readonly name: string;
  resolve(html: string): void;
  reject(error: unknown): void;
  readonly timer: NodeJS.Timeout;
}

export interface TemplateLimits {
  readonly time_ms: number;
  readonly memory_mb: number;
  readonly html_bytes: number;
}

const LIMITS: TemplateLimits = { time_ms: 3_000, memory_mb: 256, html_bytes: 20_000_000 };

/**
 * Templates run in a thread of their own: four nested loops in a customer's template would otherwise stop the server.
 * A template that exceeds its time or memory ends the thread; the next print gets a new one.
 */
export function createTemplateRenderer(limits: TemplateLimits = LIMITS): TemplateRenderer {
  let worker: Worker | undefined;
  let lastId = 0;
  const pending = new Map<number, Pending>();

  function settle(id: number, act: (task: Pending) => void): void {
    const task = pending.get(id);
    if (!task) return;
    pending.delete(id);
    clearTimeout(task.timer);
    act(task);
  }

  function abandon(reason: (name: string) => PerfexError): void {
    const lost = worker;
    worker = undefined;
    for (const id of [...pending.keys()]) settle(id, (task) => task.reject(reason(task.name)));
    void lost?.terminate();
  }

  function receive(answer: TemplateAnswer): void {
    settle(answer.id, (task) => {
      if ("error" in answer) {
        task.reject(new PerfexError("PRINT_TEMPLATE_INVALID", { template: task.name, reason: answer.error }));
      } else if (Buffer.byteLength(answer.html) > limits.html_bytes) {
        task.reject(new PerfexError("PRINT_TOO_LARGE", { limit_bytes: limits.html_bytes }));
      } else task.resolve(answer.html);
    });
  }

  function start(): Worker {
    const started = new Worker(new URL("./start-worker.mjs", import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.memory_mb },
    });
    started.unref();
    started.on("message", receive);
    started.on("error", (error) =>
      abandon((name) => new PerfexError("PRINT_TEMPLATE_INVALID", { template: name, reason: error.message })),
    );
    return started;
  }

  return {
    async render(name, template, data) {
      if (typeof template !== "string") return fail("PRINT_TEMPLATE_INVALID", { template: name, reason: "not a text" });
      worker ??= start();
      const current = worker;
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => abandon(() => new PerfexError("PRINT_TIMEOUT", { limit_ms: limits.time_ms })),
          limits.time_ms,
        );
        pending.set(id, { name, resolve, reject, timer });
        current.postMessage({ id, template, data: JSON.parse(JSON.stringify(data)) });
      });
    },
    async close() {
      await worker?.terminate();
      worker = undefined;
    },
  };
}
