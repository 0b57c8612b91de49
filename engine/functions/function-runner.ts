import { existsSync } from "node:fs";
import { join } from "node:path";
import { validateJson } from "../contract/validation/index.ts";
import { fail, PerfexError } from "../kernel/index.ts";
import type { Registry } from "../registry/index.ts";
import type { FunctionCall } from "./call-function.ts";
import { createLimitedThread } from "./limited-thread.ts";

export interface FunctionRunner {
  /**
   * Calls a declared algorithm with plain data and returns plain data. Input and output are checked against the declaration.
   * Raises FUNCTION_UNKNOWN, FUNCTION_INPUT_INVALID, FUNCTION_OUTPUT_INVALID, FUNCTION_TIMEOUT, FUNCTION_FAILED.
   */
  run(registry: Registry, id: string, input: unknown): Promise<unknown>;
  close(): Promise<void>;
}

const DEFAULT_TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 1_024;

/** `folders` hold modules: the algorithm of `fec_import` is `<module>/functions/fec_import/fec_import.ts`, exporting `fecImport`. */
export function createFunctionRunner(folders: readonly string[]): FunctionRunner {
  const thread = createLimitedThread<FunctionCall, unknown>({
    module: new URL("./call-function.ts", import.meta.url),
    limits: { time_ms: DEFAULT_TIME_LIMIT_MS, memory_mb: MEMORY_LIMIT_MB },
    onTimeout: (name, limit_ms) => new PerfexError("FUNCTION_TIMEOUT", { function: name, limit_ms }),
    onFailure: (name, reason) => new PerfexError("FUNCTION_FAILED", { function: name, reason }),
  });

  return {
    async run(registry, id, input) {
      const declaration = registry.functions.get(id);
      const path = declaration && locate(folders, registry, id);
      if (!declaration || !path) return fail("FUNCTION_UNKNOWN", { function: id });
      const wrongInput = validateJson(declaration.input, input);
      if (wrongInput.length > 0) fail("FUNCTION_INPUT_INVALID", { function: id }, { details: wrongInput });
      const call = { path, exportName: camelCase(id), input };
      const output = await thread.call(id, call, declaration.time_limit_ms ?? DEFAULT_TIME_LIMIT_MS);
      const wrongOutput = validateJson(declaration.output, output);
      if (wrongOutput.length > 0) fail("FUNCTION_OUTPUT_INVALID", { function: id }, { details: wrongOutput });
      return output;
    },
    close: () => thread.close(),
  };
}

function locate(folders: readonly string[], registry: Registry, id: string): string | undefined {
  return folders
    .flatMap((folder) =>
      [...registry.modules.keys()].map((module) => join(folder, module, "functions", id, `${id}.ts`)),
    )
    .find((path) => existsSync(path));
}

function camelCase(id: string): string {
  return id.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
