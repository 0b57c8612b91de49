import { readFileSync } from "node:fs";
import type { Scenario } from "../../contract/index.ts";
import { fail, isPerfexError } from "../../kernel/index.ts";

/** A scenario file. Raises APP_FILE_UNREADABLE, APP_SCENARIO_INVALID. */
export function loadScenario(path: string): Scenario {
  try {
    const json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path))) as Partial<Scenario>;
    if (typeof json.scenario !== "string" || !Array.isArray(json.steps)) return fail("APP_SCENARIO_INVALID", { path });
    return json as Scenario;
  } catch (error) {
    if (isPerfexError(error)) throw error;
    return fail("APP_FILE_UNREADABLE", { path, reason: error instanceof Error ? error.message : String(error) });
  }
}
