import { fail, PerfexError } from "../../../kernel/index.ts";
import { createThreadPool, type ThreadLimits } from "../../../kernel/threads/index.ts";
import type { TemplateTask } from "./template-worker.ts";

export interface TemplateRenderer {
  /**
   * Handlebars text + plain data → HTML. `owner` is the organization whose template it is.
   * Raises PRINT_TIMEOUT, PRINT_TOO_LARGE, PRINT_TEMPLATE_INVALID, THREADS_BUSY.
   */
  render(owner: string, name: string, template: string, data: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

export interface TemplateLimits extends ThreadLimits {
  readonly html_bytes: number;
}

const LIMITS: TemplateLimits = { time_ms: 5_000, memory_mb: 256, html_bytes: 20_000_000 };
const THREADS = 3;
const WAITING_MAX = 50;

/** Templates run in threads of their own: four nested loops in somebody's template would otherwise stop the server. */
export function createTemplateRenderer(limits: TemplateLimits = LIMITS): TemplateRenderer {
  const threads = createThreadPool<TemplateTask, string>({
    module: new URL("./template-worker.ts", import.meta.url),
    threads: THREADS,
    limits,
    waiting_max: WAITING_MAX,
    faultOf: (template, fault) =>
      fault.kind === "timeout"
        ? new PerfexError("PRINT_TIMEOUT", { limit_ms: fault.limit_ms })
        : new PerfexError("PRINT_TEMPLATE_INVALID", { template, reason: fault.reason }),
  });

  return {
    async render(owner, name, template, data) {
      const message = { template, data: JSON.parse(JSON.stringify(data)) };
      const html = await threads.call({ name, owner, message });
      return Buffer.byteLength(html) > limits.html_bytes
        ? fail("PRINT_TOO_LARGE", { limit_bytes: limits.html_bytes })
        : html;
    },
    close: () => threads.close(),
  };
}
