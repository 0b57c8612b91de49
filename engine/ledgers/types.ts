import type { Environment } from "../contract/index.ts";
import type { Connection } from "../database/index.ts";
import type { Document, JsonValue, RequestContext } from "../documents/index.ts";
import type { IsoDate } from "../kernel/index.ts";

/** One line to be entered: dimensions and measures by name, as in JSON (decimals are text). */
export type LedgerEntry = Readonly<Record<string, JsonValue>>;

/** What one posting rule makes of one document. */
export interface ComputedPosting {
  readonly ledger: string;
  readonly date: IsoDate;
  readonly entries: readonly LedgerEntry[];
}

/** A document and what it posts. */
export interface DocumentPostings {
  readonly document: Document;
  readonly postings: readonly ComputedPosting[];
}

/**
 * Everything the documents' expressions read, with the linked documents of `linkPaths` loaded; in the order of the
 * documents. Offered by the documents layer.
 */
export type LoadEnvironments = (
  ctx: RequestContext,
  connection: Connection,
  doctype: string,
  documents: readonly Document[],
  linkPaths: readonly (readonly string[])[],
) => Promise<readonly Environment[]>;
