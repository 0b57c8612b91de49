import { problemDetail } from "../schemas/problem-schemas.ts";
import {
  anyJson,
  boolean,
  integer,
  listOf,
  localized,
  named,
  nullable,
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

/** A new document (`values`), a stored one with what differs (both), or as it is (`id`). */
export const computeBody = object({ id: optional(text()), values: optional(documentValues) });
export type ComputeBody = Static<typeof computeBody>;

/** Nothing is stored. What the document lacks is told when it is saved. */
export const computeAnswer = object({
  document: documentAnswer,
  /** When fields are shown, required and read-only; `holds` is null where it cannot be told. */
  conditions: listOf(
    object({
      kind: oneOf("shown", "required", "read_only"),
      table: nullable(text()),
      index: nullable(integer()),
      field: text(),
      holds: nullable(boolean()),
    }),
  ),
});
export type ComputeAnswer = Static<typeof computeAnswer>;

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
/** `view` names the list whose headings are wanted; `purpose` tells whether the file is to be read, or to be imported again. */
export const exportQuery = {
  format: optional(oneOf("csv", "xlsx")),
  purpose: optional(oneOf("reading", "import")),
  view: optional(text()),
  ...listQuery,
};
