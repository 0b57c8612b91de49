import type { ComputeAnswer, ComputeBody, MetaAnswer } from "../../../../engine/http/api-types.ts";

export type Json = Readonly<Record<string, unknown>>;

/** One document opened in a form. */
export interface AgreementCase {
  readonly doctype: string;
  /** What an address or a conversion fills in, for a new document; what is typed into a stored one, rows told by their ids. */
  readonly given: Json;
  /** The document as it is stored; null while it is new. */
  readonly stored: Json | null;
  /** What the server answered where the form had to ask. */
  readonly told?: ComputeAnswer;
}

/** All a browser needs to open them. */
export interface AgreementInput {
  readonly meta: MetaAnswer;
  readonly today: string;
  readonly now: string;
  /** Documents by doctype, as a list answers them. */
  readonly records: Readonly<Record<string, readonly (Json & { readonly id: string })[]>>;
  readonly cases: readonly AgreementCase[];
}

/** What was computed for one case; conditions as `table/index/field kind`. */
export interface Agreed {
  readonly values: Json;
  readonly conditions: readonly string[];
  /** Code and pointer of what stands against saving. */
  readonly problems: readonly string[];
  readonly needsServer: boolean;
}

/** A form that was opened, with what it asks the server where it has to. */
export interface Opened extends Agreed {
  readonly asks: ComputeBody;
}
