import type { Connection } from "../../database/index.ts";
import type { Checkpoint, Documents, DocumentValues, RefusedRow, RequestContext } from "../../documents/index.ts";
import type { PerfexError } from "../../kernel/index.ts";

export interface CarryingOut {
  readonly documents: Documents;
  readonly ctx: RequestContext;
  /** Does the first refusal end it all? */
  readonly isWhole: boolean;
  onProgress(done: number, total: number): void;
  readonly signal?: AbortSignal | undefined;
  /** Where effects are kept document by document, how far they came. */
  readonly checkpoint?: Checkpoint | undefined;
}

/** What became of the rows of an effect, from where it began. */
export interface StepPart {
  /** Rows before this one are dealt with. */
  readonly end: number;
  /** Of the documents that were kept. */
  readonly ids: readonly string[];
  readonly refused: readonly RefusedRow[];
}

export interface StepWatch {
  /** How many rows are dealt with. */
  tell(rows: number): void;
  /** Inside each transaction that writes. */
  readonly keep: ((connection: Connection, part: StepPart) => Promise<void>) | undefined;
}

/** One effect, with what is left of it to be told and to count. */
export interface Step {
  readonly name: string;
  /** Field by which a row is known. */
  readonly key: string;
  readonly rows: readonly DocumentValues[];
  run(from: number, watch: StepWatch): Promise<StepPart>;
}

export const refusedRow = (index: number, error: PerfexError): RefusedRow => ({
  index,
  code: error.code,
  message: error.text,
  ...(error.pointer !== undefined && { pointer: error.pointer }),
  error,
});
