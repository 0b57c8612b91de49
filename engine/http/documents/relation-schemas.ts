import {
  anyJson,
  boolean,
  language,
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

import { documentOfAnyKind } from "./document-schemas.ts";

/* How a document is tied to others: links, ledger postings, conversions, print-outs. */

/** Documents that link here, at most 50 per doctype, newest first. */
export const linkedDocumentAnswer = named(
  "LinkedDocument",
  object({ doctype: text(), field: text(), id: text(), title: nullable(text()), is_submitted: boolean() }),
);
export type LinkedDocumentAnswer = Static<typeof linkedDocumentAnswer>;

/** Entries here and in a preview carry `$expanded` for their link dimensions. */
export const postingAnswer = named(
  "Posting",
  object({
    id: text(),
    ledger: text(),
    date: text(),
    kind: oneOf("post", "reversal"),
    reverses: nullable(text()),
    entries: listOf(recordOf(anyJson)),
  }),
);
export type PostingAnswer = Static<typeof postingAnswer>;

/** Those offered now. */
export const conversionOfferAnswer = named(
  "ConversionOffer",
  object({
    conversion: text(),
    to: text(),
    label: localized,
    remaining: listOf(object({ line: text(), quantity: text(), converted: text(), remaining: text() })),
  }),
);
export type ConversionOfferAnswer = Static<typeof conversionOfferAnswer>;

/** Everything that remains unless lines are told. */
export const convertBody = object({
  lines: optional(listOf(object({ line: text(), quantity: optional(text()) }))),
});

/** The new draft, of whatever doctype the conversion makes. */
export const convertedDocument = documentOfAnyKind;

/** That of the document or of the person unless told. */
export const printQuery = { language: optional(language) };
export const ticketedPrintQuery = { ...printQuery, ticket: text() };
