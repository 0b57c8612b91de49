import { fail } from "../../../kernel/index.ts";
import { LIMITS } from "../limits.ts";
import type { Environment } from "../types.ts";

/** One evaluation: the environment, the current row of each enclosing list function, and the steps left. */
export interface Run {
  readonly environment: Environment;
  readonly rows: unknown[];
  stepsLeft: number;
}

export function startRun(environment: Environment): Run {
  return { environment, rows: [], stepsLeft: LIMITS.steps };
}

/** Counts work that the size of the source does not bound. Raises EXPRESSION_STEPS. */
export function spendSteps(run: Run, steps: number): void {
  run.stepsLeft -= steps;
  if (run.stepsLeft < 0) fail("EXPRESSION_STEPS", { limit: LIMITS.steps });
}
