import {
  DOCUMENT_VERBS,
  FILTER_OPERATORS,
  SIDE_ACTIONS,
  SYSTEM_COLUMNS,
  type SystemColumn,
  type SystemValues,
} from "../../contract/index.ts";
import { LIMIT_MAX } from "../../database/query/index.ts";
import type { DocumentValues } from "../../documents/index.ts";
import {
  boolean,
  integer,
  listOf,
  localized,
  named,
  nullable,
  type ObjectOf,
  object,
  oneOf,
  openObject,
  optional,
  recordOf,
  type Static,
  text,
  typed,
} from "../schemas/schema.ts";
import { systemSchema } from "../schemas/system-schema.ts";

/* Documents: /api/v1/:doctype. */

const docstatus = oneOf("draft", "submitted", "cancelled");
const title = object({ id: text(), title: nullable(text()) });

/** What some doctypes lack may be missing. */
const systemShape = Object.fromEntries(
  SYSTEM_COLUMNS.flatMap((column: SystemColumn) => {
    if (column.isInternal || column.of === "row") return [];
    const isOfAll = column.of === "any" || column.of === "document";
    return [[column.id, isOfAll ? systemSchema(column) : optional(systemSchema(column))]];
  }),
);

const shape = {
  ...systemShape,
  /** The document's title; when `$title` is among `fields` or `expand`. */
  $title: optional(nullable(text())),
  /** With `expand`: title of each linked document, by link field. */
  $expanded: optional(recordOf(title)),
};

export const documentOfAnyKind = named(
  "Document",
  typed<SystemValues & ObjectOf<Pick<typeof shape, "$title" | "$expanded">> & Readonly<Record<string, unknown>>>(
    openObject(shape),
  ),
);
/** Named so that the description puts the doctype's own schema in its place. */
export const documentAnswer = named("$document", documentOfAnyKind);
export type DocumentAnswer = Static<typeof documentAnswer>;

/** A document with the fields a list was asked for. */
export const listedDocument = named("$listed", documentAnswer);

/** The values of a create, or those to change: what they may be is the doctype's own JSON Schema, checked by the documents layer. */
export const documentValues = named("$values", typed<DocumentValues>({ type: "object" }));
export const documentPatch = named("$patch", typed<DocumentValues>({ type: "object" }));

/** The sum of those values of a field that are in one unit, of documents in one state. */
const listTotal = named(
  "ListTotal",
  object({
    docstatus: optional(docstatus),
    unit: nullable(text({ description: "Code of the currency, or name of the unit; null for what has none" })),
    count: integer(),
    sum: typed<string | number>({ type: ["string", "number"] }),
  }),
);
export type ListTotal = Static<typeof listTotal>;

export const listAnswer = object({
  ...{ items: listOf(listedDocument) },
  next_cursor: nullable(text()),
  total: optional(integer()),
  total_is_capped: optional(boolean()),
  /** By field: its sums, never over several units or over documents in several states. */
  totals: optional(recordOf(listOf(listTotal))),
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
  totals: parameter(
    "Numeric fields to sum over all rows: one sum for each currency or unit and, of documents that are submitted, each docstatus",
  ),
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
