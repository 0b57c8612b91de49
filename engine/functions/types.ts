import type {
  Checkpoint,
  Document,
  DocumentValues,
  JsonValue,
  RefusedRow,
  RequestContext,
} from "../documents/index.ts";
import type { ErrorDetail } from "../kernel/index.ts";

/** What the caller gives, as declared. */
export type FunctionInput = Readonly<Record<string, JsonValue>>;

/** What an algorithm proposes to do, in order. A link may be given as the key of the document it leads to. */
export type ProposedEffect =
  | {
      readonly create: string;
      readonly rows: readonly DocumentValues[];
      /** Field by whose value later rows name these documents. */
      readonly key?: string;
      readonly submit?: boolean;
    }
  | { readonly update: string; readonly rows: readonly (DocumentValues & { readonly id: string })[] }
  | { readonly submit: string; readonly ids: readonly string[] }
  | { readonly cancel: string; readonly ids: readonly string[] }
  | { readonly delete: string; readonly ids: readonly string[] };

/** Documents one effect was done to. */
export interface DoneEffect {
  /** As declared: `create:contact`. */
  readonly effect: string;
  readonly count: number;
  /** The first hundred. */
  readonly ids: readonly string[];
}

/** A document an effect was refused for. */
export interface RefusedEffect extends Pick<RefusedRow, "code" | "message" | "pointer"> {
  readonly effect: string;
  /** Everything that is wrong with it. */
  readonly details: readonly ErrorDetail[];
  /** What it is known by: its id, or the value of the field the algorithm named as `key`. */
  readonly key: DocumentValues;
}

export interface FunctionResult {
  /** Without the effects. */
  readonly output: JsonValue;
  readonly done: readonly DoneEffect[];
  /** Only where documents are kept one by one: the first thousand. */
  readonly refused: readonly RefusedEffect[];
  readonly refused_count: number;
  /** Of a preview: the first documents as they would be. */
  readonly documents: readonly PreviewedDocument[];
}

export interface PreviewedDocument {
  readonly doctype: string;
  readonly document: Document;
}

/**
 * What becomes of the effects: `propose` checks them and does nothing, `preview` does them and takes them back, `whole` does all or
 * nothing in one transaction, `each` keeps the documents that are not refused.
 */
export type RunMode = "propose" | "preview" | "whole" | "each";

export interface RunOptions {
  readonly mode: RunMode;
  readonly onProgress?: (done: number, total: number) => void;
  /** Aborted: nothing more is begun. */
  readonly signal?: AbortSignal;
  /** What was cut off goes on where it was; looking at what would be keeps nothing. */
  readonly checkpoint?: Checkpoint;
}

/** The one way in which anything calls an algorithm of the metadata. */
export interface FunctionRunner {
  /**
   * Checks the input, loads what the function reads, calls the algorithm, checks its output and carries out its effects: reads and
   * effects with the rights of the caller, effects within the declared ones.
   * Raises FUNCTION_…, THREADS_…, and what reading and writing raise.
   */
  run(ctx: RequestContext, id: string, input: FunctionInput, options: RunOptions): Promise<FunctionResult>;
  close(): Promise<void>;
}
