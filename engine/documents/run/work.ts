import { type DocumentView, documentView, type EnvironmentFactory, isSubmittable } from "../../calculation/index.ts";
import type { Action } from "../../contract/index.ts";
import { type ErrorDetail, fail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { type LinkedRecords, noRecords } from "../linking/linked-records.ts";
import type { AccessGrant, Document, HistoryChange, PostingPreview, RequestContext, WorkflowMove } from "../types.ts";
import type { Sent } from "./sent-values.ts";
import type { WriteRequest } from "./write-request.ts";

/** What is being done, as the history names it. */
export type Verb =
  | "create"
  | "update"
  | "submit"
  | "cancel"
  | "amend"
  | "duplicate"
  | "convert"
  | "transition"
  | "delete";

/** A document of a run as it comes in: which one, and what was sent. */
export interface Subject {
  /** Its place among the documents of the run. */
  readonly index: number;
  readonly id: string;
  /** What was sent; undefined where the verb takes no values. */
  readonly input?: unknown;
  /** As it is in the database, where that was read before. */
  readonly stored?: Document;
}

/** A document on its way through the stages. Each stage returns the next state of it; none changes it. */
export interface Work extends Omit<Subject, "stored"> {
  /** As it is in the database; null when it is new. */
  readonly stored: Document | null;
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  readonly verb: Verb;
  /** The right the principal needs. */
  readonly action: Action;
  /** What was sent, over what is stored: where computing begins. */
  readonly typed: Document;
  /** As it will be written. Before it is parsed, no more than its id. */
  readonly document: Document;
  /** What the principal sent. What the engine sets itself is not among it. */
  readonly sent: Sent;
  /** What parsing found wrong; what follows from it is not worth telling. */
  readonly unreadable: readonly ErrorDetail[];
  /** What computing found wrong. */
  readonly problems: readonly ErrorDetail[];
  readonly links: LinkedRecords;
  readonly environments: EnvironmentFactory;
  readonly move: WorkflowMove | null;
  /** The grants that allow what is done, to this document. */
  readonly grants: readonly AccessGrant[];
  /** What it enters into ledgers when it is submitted. */
  readonly postings: readonly PostingPreview[];
  /** What differs from what is stored. */
  readonly changes: readonly HistoryChange[];
}

/** Where the way through the stages begins. All members are named, so that every work is laid out alike and quickly copied. */
export function newWork({ ctx, doctype, verb, action }: WriteRequest, { index, id, input, stored }: Subject): Work {
  const document = { id, version: 0 } as Document;
  return {
    index,
    id,
    input,
    stored: stored ?? null,
    ctx,
    doctype,
    verb,
    action,
    typed: document,
    document,
    sent: NOTHING_SENT,
    unreadable: [],
    problems: [],
    links: noRecords,
    environments: NOT_COMPUTED,
    move: null,
    grants: [],
    postings: [],
    changes: [],
  };
}

/** Nothing is evaluated before the links it may read are there. */
const tooEarly = (): never => fail("ASSERTION_FAILED", { what: "an expression is evaluated once its links are read" });
const NOT_COMPUTED: EnvironmentFactory = Object.assign(tooEarly, { decimalsOf: tooEarly });

/** Where nobody sent anything. */
export const NOTHING_SENT: Sent = { header: new Set(), rows: new Map() };

/** The document as expressions see it. */
export const viewOf = ({ doctype, document, links }: Pick<Work, "doctype" | "document" | "links">): DocumentView =>
  documentView(doctype, document, links);

/** Did the principal send this value himself? */
export function wasSent({ sent }: Work, field: string, table?: string | null, row?: string): boolean {
  if (!table) return sent.header.has(field);
  const values = sent.rows.get(row ?? "");
  return values !== undefined && Object.hasOwn(values, field);
}

/** Does the document count: submitted, or of a doctype that is never submitted? */
export const isLive = ({ doctype, document }: Pick<Work, "doctype" | "document">): boolean =>
  !isSubmittable(doctype) || document.docstatus === "submitted";
