import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FunctionDeclaration } from "../../contract/index.ts";
import { fail, PerfexError } from "../../kernel/index.ts";
import { createThreadPool } from "../../kernel/threads/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { AlgorithmCall } from "./call-algorithm.ts";

/** How long a function may run unless it declares its own limit. */
export const TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 1_024;
const THREADS = 4;
/** Calls of one organization that may wait for a thread. */
const WAITING_MAX = 50;

export interface Algorithms {
  /**
   * Plain data in, plain data out. `owner` is the organization it runs for.
   * Raises FUNCTION_UNKNOWN, FUNCTION_TIMEOUT, FUNCTION_FAILED, THREADS_BUSY, THREADS_STOPPED.
   */
  call(registry: Registry, declaration: FunctionDeclaration, owner: string, input: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** `folders` hold modules: the algorithm of `fec_import` is `<module>/functions/fec_import/fec_import.ts`, exporting `fecImport`. */
export function createAlgorithms(folders: readonly string[]): Algorithms {
  const threads = createThreadPool<AlgorithmCall, unknown>({
    module: new URL("./call-algorithm.ts", import.meta.url),
    threads: THREADS,
    limits: { time_ms: TIME_LIMIT_MS, memory_mb: MEMORY_LIMIT_MB },
    waiting_max: WAITING_MAX,
    faultOf: (name, fault) =>
      fault.kind === "timeout"
        ? new PerfexError("FUNCTION_TIMEOUT", { function: name, limit_ms: fault.limit_ms })
        : new PerfexError("FUNCTION_FAILED", { function: name, reason: fault.reason }),
  });
  return {
    async call(registry, { id, time_limit_ms }, owner, input) {
      const path = locate(folders, registry, id) ?? fail("FUNCTION_UNKNOWN", { function: id });
      const message = { path, exportName: camelCase(id), input };
      return threads.call({ name: id, owner, message, ...(time_limit_ms !== undefined && { time_ms: time_limit_ms }) });
    },
    close: () => threads.close(),
  };
}

function locate(folders: readonly string[], registry: Registry, id: string): string | undefined {
  return folders
    .flatMap((folder) =>
      [...registry.modules.keys()].map((module) => join(folder, module, "functions", id, `${id}.ts`)),
    )
    .find((path) => existsSync(path));
}

/** What a program exports: `fecImport` for `fec_import`. */
export function camelCase(id: string): string {
  return id.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
