import type { FormValues } from "./types.ts";

interface Step {
  readonly values: FormValues;
  readonly isDirty: boolean;
}

export interface UndoSteps {
  /** Keeps what the form was before a change of `touched`; changes of one value right after each other are one step. */
  readonly keep: (before: Step, touched: string) => void;
  /** What the form was before the last step that was not taken back. */
  readonly take: () => Step | undefined;
  readonly clear: () => void;
}

const STEPS_MAX = 200;

/** The way back of one open form. */
export function createUndoSteps(): UndoSteps {
  const steps: Step[] = [];
  let last: string | null = null;
  return {
    keep: (before, touched) => {
      if (touched !== last) steps.push(before);
      if (steps.length > STEPS_MAX) steps.shift();
      last = touched;
    },
    take: () => {
      last = null;
      return steps.pop();
    },
    clear: () => {
      steps.length = 0;
      last = null;
    },
  };
}
