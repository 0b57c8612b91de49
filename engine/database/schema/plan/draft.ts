import type { PlanStep, Refusal } from "../types.ts";

/** What must be looked at in the data before a step may run. Statements name tables and columns as they are before the plan. */
export interface Probe {
  readonly code: Refusal["code"];
  readonly table: string;
  readonly column: string;
  /** SELECT of `id`, `title` and `value` (text) of the rows that stand in the way, `limit` not included. */
  readonly offending: string;
}

/** A table, as it is called before the plan, that a step locks; shared locks keep out writers only. */
export interface TableLock {
  readonly table: string;
  readonly isShared: boolean;
}

/** A step before anybody looked at the data: how many rows it touches is still a question. */
export interface StepDraft extends Omit<PlanStep, "rows" | "destroys"> {
  /** SELECT that counts the rows; absent when the step touches none. */
  readonly count?: string;
  /** What is lost when the count is above zero: rows of a table, values of a column. */
  readonly destroys?: "rows" | "values";
  /** SELECT that counts what is lost, where that is not all the step touches. */
  readonly countLost?: string;
  readonly probes?: readonly Probe[];
  /** Tables linked to by what the step adds or drops. */
  readonly targets?: readonly string[];
  readonly locks?: readonly TableLock[];
}

/** The order in which steps of different tables run. */
export const PHASES = [
  "rename_table",
  "rename_column",
  "drop_object",
  "drop_first",
  "free_object_name",
  "rename_object",
  "take_object_name",
  "create_table",
  "add_column",
  "change_column",
  "require_column",
  "add_index",
  "add_link",
  "add_trigger",
  "fill_table",
  "drop_column",
  "drop_table",
] as const;
export type Phase = (typeof PHASES)[number];

/** What changes, the rows that stand against it whichever step they concern, and those that are to be told of although they stay as they are. */
export interface SchemaDraft {
  readonly steps: readonly StepDraft[];
  readonly refusals: readonly Probe[];
  readonly warnings: readonly Probe[];
}

export interface PhasedStep {
  readonly phase: Phase;
  readonly step: StepDraft;
}

/** Steps in the order they run; within a phase, as they were found. */
export function inOrder(steps: readonly PhasedStep[]): StepDraft[] {
  return PHASES.flatMap((phase) => steps.filter((step) => step.phase === phase).map(({ step }) => step));
}
