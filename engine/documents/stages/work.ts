import { createDocumentView, type DocumentView, type EnvironmentFactory } from "../../calculation/index.ts";
import type { Action } from "../../contract/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { LinkedRecords } from "../linking/linked-records.ts";
import type { Document, RequestContext } from "../types.ts";

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

/** A document on its way through the stages. Stages read it and return what they found or made; none changes it. */
export interface Work {
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  readonly verb: Verb;
  /** The right the principal needs. */
  readonly action: Action;
  /** As it is in the database; null when it is new. */
  readonly stored: Document | null;
  /** As it will be written. */
  readonly document: Document;
  /** What the principal sent: `field`, or `table/<row id>/column`. What the engine sets itself is not among them. */
  readonly sent: ReadonlySet<string>;
  readonly links: LinkedRecords;
  readonly environments: EnvironmentFactory;
}

const VIEWS = new WeakMap<Document, { readonly links: LinkedRecords; readonly view: DocumentView }>();

/** The document as expressions see it; made once, and changed by none. */
export function viewOf({ doctype, document, links }: Work): DocumentView {
  const known = VIEWS.get(document);
  if (known?.links === links) return known.view;
  const view = createDocumentView(doctype, document, links);
  VIEWS.set(document, { links, view });
  return view;
}

/** Did the principal send this value himself? */
export function wasSent({ sent }: Work, field: string, table?: string | null, row?: string): boolean {
  return sent.has(table ? `${table}/${row}/${field}` : field);
}
