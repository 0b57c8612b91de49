import type { ComputeByFunction, JsonValue } from "../../calculation/index.ts";
import type { CalledFunction, FunctionDeclaration } from "../../contract/index.ts";
import { validateJson } from "../../contract/validation/index.ts";
import { fail } from "../../kernel/index.ts";
import { exportNameOf, locate } from "../algorithm/locate.ts";
import { type CountedFunction, loadCounted, loadCountedLater } from "./load-counted.ts";

/** Loops, calls and what built-ins go through: some ten milliseconds, and more for those that are given much. */
const STEPS_MAX = 1_000_000;
const STEPS_PER_CHARACTER = 100;

export interface ComputingFunctions extends ComputeByFunction {
  /** Loads functions before anybody waits for them: bundling one takes as long as many a write. */
  prepare(called: Iterable<CalledFunction>): Promise<void>;
}

/**
 * The port by which postings and formulas reach functions: at once, in the process, with a limit of steps. `folders` hold
 * modules with their algorithms; each is loaded as it is prepared, or when it is first called. What it answers raises FUNCTION_UNKNOWN,
 * FUNCTION_INPUT_INVALID, FUNCTION_OUTPUT_INVALID, FUNCTION_TIMEOUT, FUNCTION_FAILED.
 */
export function createComputingFunctions(folders: readonly string[], steps_max = STEPS_MAX): ComputingFunctions {
  const loaded = new Map<string, CountedFunction>();
  const compute: ComputeByFunction = ({ module, declaration }, input) => {
    const { id } = declaration;
    const details = validateJson(declaration.input, input);
    if (details.length > 0) fail("FUNCTION_INPUT_INVALID", { function: id }, { details });
    const path = locate(folders, [module], id) ?? fail("FUNCTION_UNKNOWN", { function: id });
    const counted = loaded.get(path) ?? load(path, id);
    loaded.set(path, counted);
    const text = JSON.stringify(input);
    const steps = steps_max + STEPS_PER_CHARACTER * text.length;
    const answer = counted(text, steps);
    if ("isOver" in answer) return fail("FUNCTION_TIMEOUT", { function: id, ...stepsLimit(steps) });
    if ("reason" in answer) return fail("FUNCTION_FAILED", { function: id, reason: answer.reason });
    return parseOutput(declaration, answer.text);
  };
  /** What cannot be loaded is told to who calls it. */
  async function prepareOne({ module, declaration: { id } }: CalledFunction): Promise<void> {
    const path = locate(folders, [module], id);
    if (path === undefined || loaded.has(path)) return;
    const counted = await loadCountedLater(path, exportNameOf(id)).catch(() => undefined);
    if (counted) loaded.set(path, counted);
  }
  return Object.assign(compute, {
    prepare: async (called: Iterable<CalledFunction>) => void (await Promise.all([...called].map(prepareOne))),
  });
}

function load(path: string, id: string): CountedFunction {
  try {
    return loadCounted(path, exportNameOf(id));
  } catch (error) {
    return fail("FUNCTION_FAILED", { function: id, reason: error instanceof Error ? error.message : String(error) });
  }
}

function parseOutput(declaration: FunctionDeclaration, text: string): JsonValue {
  const output = JSON.parse(text) as JsonValue;
  const details = validateJson(declaration.output, output);
  if (details.length > 0) fail("FUNCTION_OUTPUT_INVALID", { function: declaration.id }, { details });
  return output;
}

const stepsLimit = (steps: number) => ({ limit_fr: `${steps} étapes`, limit_en: `${steps} steps` });
