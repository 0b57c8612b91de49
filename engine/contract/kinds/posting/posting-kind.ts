import type { Posting } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import { compilePosting } from "./compile-posting.ts";
import { postingBalance } from "./lints/posting-balance.ts";
import { postingDocument } from "./lints/posting-document.ts";
import { postingFill } from "./lints/posting-fill.ts";
import { postingKeys } from "./lints/posting-keys.ts";
import schema from "./posting.schema.json" with { type: "json" };
import { postingReferences } from "./posting-references.ts";
import { postingSlots } from "./posting-slots.ts";
import type { ResolvedPosting } from "./resolved-posting.ts";

/** What a submitted document enters in a ledger. */
export const postingKind: Kind<{
  id: "posting";
  plural: "postings";
  artefact: Posting;
  resolved: ResolvedPosting;
  shown: never;
}> = {
  id: "posting",
  plural: "postings",
  place: "postings/<id>.json",
  schema,
  ofDoctype: ({ document }) => document,
  nameIn: "id",
  references: postingReferences,
  slots: postingSlots,
  lints: [postingBalance, postingDocument, postingFill, postingKeys],
  compile: compilePosting,
};
