import type { ComputeByFunction, Document, JsonValue, Members } from "../../calculation/index.ts";
import type { DocumentVerb, Environment, SideAction } from "../../contract/index.ts";
import type { Connection, OrganizationRef, Transaction } from "../../database/index.ts";
import type { ErrorCode, IsoDate, LocalizedText, PerfexError } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { WritePlan } from "../run/write-plan.ts";
import type { RequestContext } from "./request-context.ts";

/** One ledger posting as it would be or was entered. */
export interface PostingPreview {
  readonly ledger: string;
  readonly date: IsoDate;
  readonly entries: readonly Readonly<Record<string, JsonValue>>[];
}

/** A document and what it posts. */
export interface PlannedPostings {
  readonly document: Document;
  readonly postings: readonly PostingPreview[];
}

/** What a document would post; or why it may not be posted. */
export type Planned = readonly PostingPreview[] | PerfexError;

/** Implemented by the ledgers layer. */
export interface LedgerPort {
  /** What several documents would post, in their order, told by what each one's expressions read. Pure. */
  plan(ctx: RequestContext, doctype: string, environments: readonly Environment[]): readonly Planned[];
  /** Refuses those that would fall into a closed period as things stand (LEDGER_PERIOD_CLOSED). */
  refuseClosed(ctx: RequestContext, c: Connection, planned: readonly Planned[]): Promise<readonly Planned[]>;
  /**
   * Adds to a write what enters the postings: entries with the documents, then what holds their periods and changes the
   * guarded balances. Raises LEDGER_PERIOD_CLOSED, LEDGER_BALANCE_BELOW_MINIMUM as the plan is executed.
   */
  enter(ctx: RequestContext, plan: WritePlan, doctype: string, entered: readonly PlannedPostings[]): void;
  /**
   * Posts the exact reversal of everything the document posted. Each reversal is dated like its original when that
   * period is still open, else `date`. Refuses when submitted documents depend on the entries.
   */
  reverse(ctx: RequestContext, tx: Transaction, doctype: string, document: Document, date: IsoDate): Promise<void>;
}

/** A document together with what its expressions may read (linked documents, organization, user). */
export interface DocumentScope {
  readonly doctype: ResolvedDoctype;
  readonly document: Members;
  readonly environment: Environment;
  /** Asked for what is offered to the person: a condition that person may not know does not stand in the way. */
  readonly isOffer?: boolean;
}

/** One move of a workflow that the present state and principal allow. */
export interface WorkflowMove {
  readonly workflow: string;
  readonly transition: string;
  readonly field: string;
  readonly from: string;
  readonly to: string;
  readonly action?: "submit" | "cancel";
  /** Does the transition name its roles? Then these decide, and no right to update is asked for. */
  readonly isRoleBound: boolean;
}

/** What a principal may do with a document as it is. */
export interface OfferedActions {
  /** What may be done with the document, and beside it. */
  readonly verbs: readonly (DocumentVerb | SideAction)[];
  readonly transitions: readonly WorkflowOffer[];
  /** Transitions that are shut, each with what stands against it. */
  readonly closed: readonly ClosedTransition[];
}

export interface ClosedTransition extends WorkflowOffer {
  readonly reason: { readonly code: ErrorCode; readonly message: LocalizedText };
}

export interface WorkflowOffer {
  readonly transition: string;
  readonly label: LocalizedText;
  readonly to: string;
  readonly action?: "submit" | "cancel";
}

/** Implemented by the workflow layer: guards, never writes. */
export interface WorkflowPort {
  /** The state field of a doctype and where it begins; null without workflow. */
  start(ctx: RequestContext, doctype: string): { readonly field: string; readonly state: string } | null;
  /** Raises WORKFLOW_* when the transition is unknown, not offered from this state, not for these roles or its condition is not met. */
  resolve(ctx: RequestContext, scope: DocumentScope, transition: string): WorkflowMove;
  /** The move a plain submit or cancel implies; null when the workflow does not tie this verb to a transition. Raises WORKFLOW_TRANSITION_NOT_ALLOWED. */
  resolveVerb(ctx: RequestContext, scope: DocumentScope, verb: "submit" | "cancel"): WorkflowMove | null;
}

/** Where bytes of attachments live. Keys are random and made by the engine. */
export interface FileStore {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** Raises FILE_MISSING when the key is unknown. */
  get(key: string): Promise<NodeJS.ReadableStream>;
  remove(key: string): Promise<void>;
}

/** Keeps secrets unreadable in the database and its back-ups. */
export interface SecretBox {
  seal(text: string): string;
  /** Raises SECRET_UNREADABLE when the text was sealed under another key or was tampered with. */
  open(sealed: string): string;
}

/** Test-only: called with the name of each stage of a write; throwing proves that nothing is left half done. */
export type Failpoint = (stage: string, doctype: string) => void | Promise<void>;

export interface DocumentsPorts {
  readonly ledger: LedgerPort;
  readonly workflow: WorkflowPort;
  readonly files: FileStore;
  /** By which formulas reach functions. */
  readonly functions: ComputeByFunction;
  /** Seals secret fields; without it, documents with a secret are refused. */
  readonly secrets?: SecretBox;
  /** Called after a commit that left an event in the organization's outbox; returns at once. */
  readonly wakeOutbox?: (organization: OrganizationRef) => void;
  readonly failpoint?: Failpoint;
}
