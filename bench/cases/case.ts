import type { RequestMaker } from "../load/measure.ts";

/** The same work asked of every server. */
export interface Case {
  /** What the command line calls it. */
  readonly key: string;
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
