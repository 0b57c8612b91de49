import type { Connection } from "../../database/index.ts";
import { isPerfexError, mustExist, type PerfexError } from "../../kernel/index.ts";
import type { Engine } from "../lifecycle/engine.ts";
import type { RecordMemory } from "../linking/record-memory.ts";
import type { Work } from "./work.ts";
import type { WritePlan } from "./write-plan.ts";
import type { WriteRequest } from "./write-request.ts";

/** One attempt to carry out a request. */
export interface Run {
  readonly engine: Engine;
  readonly request: WriteRequest;
  /** What is read before anything is written. */
  readonly connection: Connection;
  /** Where linked documents may be taken from. */
  readonly memory: RecordMemory | null;
  /** Are stored documents held before they are read? Only inside a transaction. */
  readonly isLocking: boolean;
  /** May a plan presume what is so of most documents? The statement that writes looks, and raises FalsePresumption. */
  readonly isPresuming?: boolean;
  /** Documents refused so far, and why. */
  readonly refused: Refused[];
}

export interface Refused {
  readonly index: number;
  readonly error: PerfexError;
}

/**
 * One step of every write, preview and import, always over a list of documents. What can be known before anything is
 * written is checked first, by all stages in their order; then each contributes what has to be written.
 */
export interface Stage {
  readonly name: string;
  /** Other requests pass by. */
  readonly isFor?: (request: WriteRequest) => boolean;
  /** Takes each document a step further, or refuses it. Reads, and writes nothing. */
  readonly check?: (run: Run, works: readonly Work[]) => Promise<readonly Work[]>;
  /** Says what is to be written and locked, and what must hold then. */
  readonly contribute?: (run: Run, works: readonly Work[], plan: WritePlan) => void;
}

/** Carries out a step for each document in turn; one that refuses its document leaves the others alone. */
export async function each(
  { refused }: Pick<Run, "refused">,
  works: readonly Work[],
  step: (work: Work) => Work | Promise<Work>,
): Promise<readonly Work[]> {
  const kept: Work[] = [];
  for (const work of works) {
    try {
      const taken = step(work);
      kept.push(taken instanceof Promise ? await taken : taken);
    } catch (error) {
      refused.push({ index: work.index, error: asRefusal(error) });
    }
  }
  return kept;
}

/** Of a run of one document: the document, or what it was refused for. */
export function onlyWork({ refused }: Run, [work]: readonly Work[]): Work {
  if (!work) throw mustExist(refused[0], "a document that is left out is refused for something").error;
  return work;
}

/** Only what is wrong with the documents themselves is a refusal: a failing database or a defect goes on as an error. */
export function asRefusal(error: unknown): PerfexError {
  if (!isPerfexError(error) || error.status >= 500) throw error;
  return error;
}
