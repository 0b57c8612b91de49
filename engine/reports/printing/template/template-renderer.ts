import { createLimitedThread, type ThreadLimits } from "../../../functions/index.ts";
import { fail, PerfexError } from "../../../kernel/index.ts";
import type { TemplateTask } from "./template-worker.ts";

export interface TemplateRenderer {
  /** Handlebars text + plain data → HTML. Raises PRINT_TIMEOUT, PRINT_TOO_LARGE, PRINT_TEMPLATE_INVALID. */
  render(name: string, template: string, data: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

export interface TemplateLimits extends ThreadLimits {
  readonly html_bytes: number;
}

const LIMITS: TemplateLimits = { time_ms: 5_000, memory_mb: 256, html_bytes: 20_000_000 };

/** Templates run in a thread of their own: four nested loops in a customer's template would otherwise stop the server. */
export function createTemplateRenderer(limits: TemplateLimits = LIMITS): TemplateRenderer {
  const thread = createLimitedThread<TemplateTask, string>({
    module: new URL("./template-worker.ts", import.meta.url),
    limits,
    onTimeout: (_, limit_ms) => new PerfexError("PRINT_TIMEOUT", { limit_ms }),
    onFailure: (template, reason) => new PerfexError("PRINT_TEMPLATE_INVALID", { template, reason }),
  });

  return {
    async render(name, template, data) {
      const html = await thread.call(name, { template, data: JSON.parse(JSON.stringify(data)) });
      return Buffer.byteLength(html) > limits.html_bytes
        ? fail("PRINT_TOO_LARGE", { limit_bytes: limits.html_bytes })
        : html;
    },
    close: () => thread.close(),
  };
}
