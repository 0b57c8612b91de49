import { fieldIndex, rowsOf } from "../../calculation/index.ts";
import type { Connection } from "../../database/index.ts";
import { isPerfexError, mustExist, type PerfexError, type Soon } from "../../kernel/index.ts";
import { createPace } from "../../kernel/threads/index.ts";
import type { RecordMemory } from "../linking/record-memory.ts";
import type { Engine } from "./engine.ts";
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
  /**
   * May the plan be carried out by itself, outside a transaction? Then its statement draws the number, and may presume what is
   * so of most documents: it looks, and raises FalsePresumption.
   */
  readonly isFree?: boolean;
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
  /** Takes each document a step further, or refuses it. Reads, and writes nothing; a promise only where it reads. */
  readonly check?: (run: Run, works: readonly Work[]) => Soon<readonly Work[]>;
  /** Says what is to be written and locked, and what must hold then. */
  readonly contribute?: (run: Run, works: readonly Work[], plan: WritePlan) => void;
}

type Step = (work: Work) => Soon<Work>;

/** What a stage does with the header of a document, and with each of its rows, in steps of a portion. */
const STEPS = { header: 200, row: 10 } as const;

/** How much there is to go over of a document. */
export function weightOf({ doctype, document }: Pick<Work, "doctype" | "document">): number {
  let steps: number = STEPS.header;
  for (const { id } of fieldIndex(doctype).tables) steps += STEPS.row * rowsOf(document, id).length;
  return steps;
}

/**
 * Carries out a step for each document in turn; one that refuses its document leaves the others alone. Between many
 * documents, and behind one of many rows, others come in.
 */
export function each(run: Run, works: readonly Work[], step: Step): Soon<readonly Work[]> {
  const kept: Work[] = [];
  const pace = createPace();
  for (const [index, work] of works.entries()) {
    const taken = attempt(run, work, step);
    const isAwaited = taken instanceof Promise;
    if (!isAwaited && taken) kept.push(taken);
    const due = pace(weightOf(work));
    if (isAwaited || due) return eachInTurn(run, works, step, { kept, pace, index, taken, due });
  }
  return kept;
}

interface Waiting {
  readonly kept: Work[];
  readonly pace: ReturnType<typeof createPace>;
  readonly index: number;
  readonly taken: Soon<Work | null>;
  readonly due: Promise<void> | null;
}

/** The rest of them, from the first that has to be waited for. */
async function eachInTurn(
  run: Run,
  works: readonly Work[],
  step: Step,
  { kept, pace, index, taken: first, due }: Waiting,
): Promise<readonly Work[]> {
  if (first instanceof Promise) {
    const taken = await first;
    if (taken) kept.push(taken);
  }
  if (due) await due;
  for (const work of works.slice(index + 1)) {
    const taken = await attempt(run, work, step);
    if (taken) kept.push(taken);
    const pause = pace(weightOf(work));
    if (pause) await pause;
  }
  return kept;
}

/** Null where the document is refused. */
function attempt(run: Run, work: Work, step: Step): Soon<Work | null> {
  const refuse = (error: unknown): null => {
    run.refused.push({ index: work.index, error: asRefusal(error) });
    return null;
  };
  try {
    const taken = step(work);
    return taken instanceof Promise ? taken.catch(refuse) : taken;
  } catch (error) {
    return refuse(error);
  }
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
