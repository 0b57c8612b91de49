import { problemDetail } from "../schemas/problem-schemas.ts";
import {
  anyJson,
  integer,
  listOf,
  localized,
  named,
  object,
  oneOf,
  optional,
  recordOf,
  type Static,
  text,
} from "../schemas/schema.ts";
import { documentAnswer, documentValues, listQuery } from "./document-schemas.ts";

/** What saving would do (`values`), or what submitting a stored draft would (`id`). */
export const previewBody = object({ id: optional(text()), values: optional(documentValues) });

/** Nothing is stored. */
export const previewAnswer = object({
  document: documentAnswer,
  postings: listOf(object({ ledger: text(), date: text(), entries: listOf(recordOf(anyJson)) })),
  /** Of a stored draft: what stands against submitting it. */
  refusals: listOf(problemDetail),
});
export type PreviewAnswer = Static<typeof previewAnswer>;

export const bulkBody = object({
  verb: oneOf("update", "submit", "cancel", "delete", "transition"),
  /** Either the ids … */
  ids: optional(listOf(text())),
  /** … or a filter, as in a list; at most 1,000 documents. */
  filter: optional(anyJson),
  /** For `update`. */
  patch: optional(recordOf(anyJson)),
  /** For `transition`. */
  transition: optional(text()),
});
export type BulkBody = Static<typeof bulkBody>;

export const bulkAnswer = named(
  "BulkResult",
  object({
    changed: integer(),
    refused: listOf(object({ id: text(), code: text(), message: localized, pointer: optional(text()) })),
  }),
);
export type BulkAnswer = Static<typeof bulkAnswer>;

/** csv unless told. */
/** `view` names the list whose headings are wanted. */
export const exportQuery = { format: optional(oneOf("csv", "xlsx")), view: optional(text()), ...listQuery };
