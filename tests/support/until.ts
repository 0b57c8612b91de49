import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 60_000;
const PAUSE_MS = 20;

/** Waits until something holds, however slow the machine; says what never did. A look that fails is the test's failure. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patience_ms = PATIENCE_MS,
): Promise<void> {
  for (const end = Date.now() + patience_ms; !(await holds()); await sleep(PAUSE_MS)) {
    if (Date.now() > end) throw new Error(`never within ${patience_ms} ms: ${what}`);
  }
}
