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

/**
 * Everything a document's expressions read, with the linked documents of `linkPaths` loaded.
 * Offered by the documents layer.
 */
export type LoadEnvironment = (
  ctx: RequestContext,
  connection: Connection,
  doctype: string,
  document: Document,
  linkPaths: readonly (readonly string[])[],
) => Promise<Environment>;
