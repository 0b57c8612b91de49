import { DOCUMENT_VERBS, FILTER_OPERATORS, SIDE_ACTIONS } from "../../contract/index.ts";
import { LIMIT_MAX } from "../../database/query/index.ts";
import type { DocumentValues } from "../../documents/index.ts";
import {
  boolean,
  instant,
  integer,
  listOf,
  localized,
  named,
  nullable,
  object,
  oneOf,
  openObject,
  optional,
  recordOf,
  type Static,
  text,
  typed,
} from "../schemas/schema.ts";

/* Documents: /api/v1/:doctype. */

const title = object({ id: text(), title: nullable(text()) });

export const documentOfAnyKind = named(
  "Document",
  openObject({
    id: text(),
    version: integer(),
    docstatus: optional(oneOf("draft", "submitted", "cancelled")),
    number: optional(nullable(text())),
    amended_from: optional(nullable(text())),
    created_at: instant(),
    created_by: text(),
    updated_at: instant(),
    updated_by: text(),
    /** The document's title; when `$title` is among `fields` or `expand`. */
    $title: optional(nullable(text())),
    /** With `expand`: title of each linked document, by link field. */
    $expanded: optional(recordOf(title)),
  }),
);
/** Named so that the description puts the doctype's own schema in its place. */
export const documentAnswer = named("$document", documentOfAnyKind);
export type DocumentAnswer = Static<typeof documentAnswer>;

/** A document with the fields a list was asked for. */
export const listedDocument = named("$listed", documentAnswer);

/** The values of a create, or those to change: what they may be is the doctype's own JSON Schema, checked by the documents layer. */
export const documentValues = named("$values", typed<DocumentValues>({ type: "object" }));
export const documentPatch = named("$patch", typed<DocumentValues>({ type: "object" }));

export const listAnswer = object({
  ...{ items: listOf(listedDocument) },
  next_cursor: nullable(text()),
  total: optional(integer()),
  total_is_capped: optional(boolean()),
  totals: optional(recordOf(typed<string | number | null>({ type: ["string", "number", "null"] }))),
});
export type ListAnswer = Static<typeof listAnswer>;

/** Longest text in a query. */
const TEXT_MAX = 10_000;
const CONDITIONS_MAX = 50;
const parameter = (description: string, ...examples: readonly string[]) =>
  optional(text({ description, maxLength: TEXT_MAX, ...(examples.length > 0 && { examples }) }));

export const listQuery = {
  fields: parameter("Fields to return, separated by commas", "id"),
  filter: parameter(
    `Filter tree as JSON: {"field":"…","op":"eq","value":"…"}, {"and":[…]}, {"or":[…]}, {"not":…}; op is one of ${Object.keys(FILTER_OPERATORS).join(", ")}`,
  ),
  where: optional(
    listOf(text({ maxLength: TEXT_MAX }), {
      description: "Condition in the expression language; given several times, all of them must hold",
      maxItems: CONDITIONS_MAX,
    }),
  ),
  sort: parameter("Fields separated by commas, - in front for descending", "-created_at"),
  limit: optional(integer({ minimum: 1, maximum: LIMIT_MAX, default: 50, description: "Longest page" })),
  offset: optional(integer({ minimum: 0, maximum: 1_000_000, description: "Rows to skip" })),
  cursor: parameter("next_cursor of the page before"),
  search: parameter("Words to be found"),
  expand: parameter("Links whose titles come along, separated by commas; $title is the document's own"),
  count: optional(boolean({ description: "Also count all rows (up to 10,000)" })),
  totals: parameter("Numeric fields to sum over all rows"),
};

export const getQuery = { expand: listQuery.expand };
export const createQuery = { submit: optional(boolean({ description: "Submit in the same transaction" })) };

/** Date of the reversal where the original's period is closed; today unless told. */
export const cancelBody = object({ date: optional(text({ format: "date" })) });

const transitionShape = {
  transition: text(),
  label: localized,
  to: text(),
  action: optional(oneOf("submit", "cancel")),
};
export const transitionAnswer = named("Transition", object(transitionShape));
export type TransitionAnswer = Static<typeof transitionAnswer>;
/** What this person may do with the document now; the screen offers nothing else. */
export const actionsAnswer = object({
  items: listOf(transitionAnswer),
  closed: listOf(object({ ...transitionShape, reason: object({ code: text(), message: localized }) }), {
    description: "Transitions that cannot be made now, each with its reason",
  }),
  verbs: listOf(oneOf(...DOCUMENT_VERBS, ...SIDE_ACTIONS)),
});
export type ActionsAnswer = Static<typeof actionsAnswer>;
export const transitionBody = object({ transition: text() });
