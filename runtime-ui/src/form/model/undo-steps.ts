import type { FormValues } from "./types.ts";

interface Step {
  readonly values: FormValues;
  readonly isDirty: boolean;
}

export interface UndoSteps {
  /** Keeps what the form was before a change of `touched`; changes of one value right after each other are one step. What was taken back before is gone. */
  readonly keep: (before: Step, touched: string) => void;
  /** What the form was before the last step that was not taken back. */
  readonly takeBack: (now: Step) => Step | undefined;
  /** What the form was before a step was taken back, the last taken first. */
  readonly takeAgain: (now: Step) => Step | undefined;
  readonly clear: () => void;
}

const STEPS_MAX = 200;

/** The way back, and forth again, of one open form. */
export function createUndoSteps(): UndoSteps {
  const done: Step[] = [];
  const undone: Step[] = [];
  let last: string | null = null;
  const move = (from: Step[], to: Step[], now: Step) => {
    last = null;
    const step = from.pop();
    if (step) to.push(now);
    return step;
  };
  return {
    keep: (before, touched) => {
      undone.length = 0;
      if (touched !== last) done.push(before);
      if (done.length > STEPS_MAX) done.shift();
      last = touched;
    },
    takeBack: (now) => move(done, undone, now),
    takeAgain: (now) => move(undone, done, now),
    clear: () => {
      done.length = 0;
      undone.length = 0;
      last = null;
    },
  };
}
