import type { Action } from "../../contract/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { ConvertedLines } from "../conversions/converted-lines.ts";
import type { RequestContext } from "../types.ts";
import type { Claim } from "./idempotency.ts";
import type { Origin } from "./sent-values.ts";
import type { Verb } from "./work.ts";

/** What a run does with its documents, which are of one doctype. */
export interface WriteRequest {
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  readonly verb: Verb;
  /** The right the principal needs. */
  readonly action: Action;
  /** Where the values come from. */
  readonly origin: Origin;
  /** Are the documents in the database already? */
  readonly isStored: boolean;
  /** What becomes of them, where it is more than other values. */
  readonly becomes?: "submitted" | "cancelled" | "deleted";
  /** The transition asked for; submit and cancel may imply one. */
  readonly transition?: string;
  /** Only looked at for what is offered to the person: who may not know what a condition reads is offered what it guards. */
  readonly isOffer?: true;
  /** Version the change is based on; without it, the document as it is now. */
  readonly version?: number | undefined;
  readonly claim?: Claim | null;
  /** The cancelled document that a new one stands in for. */
  readonly amends?: string;
  /** Source lines that the new document takes from. */
  readonly converts?: ConvertedLines;
  /** Date of a reversal where the period of the original is closed. */
  readonly reversalDate?: string;
}
