import { pathToFileURL } from "node:url";
import { fail } from "../../kernel/index.ts";

/** What a thread is told: which file, which export, with which plain input. */
export interface AlgorithmCall {
  readonly path: string;
  readonly exportName: string;
  /** Absent when it is only to be loaded. */
  readonly input?: unknown;
}

/** Runs inside a limited thread. */
export async function handle(call: AlgorithmCall): Promise<unknown> {
  const module = (await import(pathToFileURL(call.path).href)) as Record<string, unknown>;
  const algorithm = module[call.exportName];
  if (typeof algorithm !== "function") return fail("FUNCTION_UNKNOWN", { function: call.exportName });
  return "input" in call ? algorithm(call.input) : null;
}
