import { type Portions, STEPS_AT_ONCE } from "../portions.ts";

const waiting: (() => void)[] = [];

/**
 * Lets everything come that is waiting: requests, answers of the database. Of all long work going on, one portion is done each
 * time round, in turn, so that the work of ten makes others wait no longer than the work of one.
 */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(goOn);
  });
}

function goOn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(goOn);
}

/** Told the steps that were taken, gives a pause to wait for each time they are enough, else nothing. */
export function createPace(): (steps: number) => Promise<void> | null {
  let taken = 0;
  return (steps) => {
    taken += steps;
    if (taken < STEPS_AT_ONCE) return null;
    taken = 0;
    return pause();
  };
}

/** Does the work with pauses. What is short is done at once: waiting for it would cost more than it does. */
export function inPortions<T>(work: Portions<T>): T | Promise<T> {
  const pace = createPace();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    const due = pace(value);
    if (due) return goThrough(work, due, pace);
  }
}

async function goThrough<T>(work: Portions<T>, first: Promise<void>, pace: ReturnType<typeof createPace>): Promise<T> {
  await first;
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await pace(value);
  }
}
