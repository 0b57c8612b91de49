import type { RequestMaker } from "../load/measure.ts";

/** What the command line calls the cases, in the order they are measured. */
export const CASE_KEYS = [
  "list",
  "deep-page",
  "get",
  "get-lines",
  "search",
  "trial-balance",
  "update",
  "update-keyed",
  "create",
  "create-lines",
  "submit",
] as const;

/** The same work asked of every server. */
export interface Case {
  readonly key: (typeof CASE_KEYS)[number];
  readonly name: string;
  readonly product: RequestMaker;
  readonly baseline: RequestMaker;
  /** Writes only. */
  readonly byHand?: RequestMaker;
  /** Drafts to make before, outside the measured time: ids are handed out one by one. */
  readonly needsDrafts?: boolean;
}

export const pick = <T>(list: readonly T[], n: number): T => list[(n * 7919) % list.length]!;
export const today = (): string => new Date().toISOString().slice(0, 10);
