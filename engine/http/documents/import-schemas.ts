import {
  anyJson,
  boolean,
  integer,
  listOf,
  localized,
  nullable,
  object,
  oneOf,
  openObject,
  optional,
  recordOf,
  type Static,
  text,
} from "../schemas/schema.ts";

/** Of rows of any doctype. */
export const importOptions = object({
  /** Column header → field id; guessed from labels when absent. */
  mapping: optional(recordOf(text())),
  dry_run: optional(boolean()),
  mode: optional(oneOf("create", "upsert")),
  /** Field an upsert finds documents by. */
  key: optional(text()),
});
export type ImportOptions = Static<typeof importOptions>;

/** Beside them the importer's own, as its metadata declares them. */
export const importerOptions = openObject({ dry_run: optional(boolean()) });

/** The `result` of an import's job. */
const importAnswer = object({
  created: integer(),
  updated: integer(),
  unchanged: integer(),
  refused: integer(),
  errors: listOf(object({ row: integer(), column: nullable(text()), code: text(), message: localized })),
});
export type ImportAnswer = Static<typeof importAnswer>;

/** What an import would read, and a guess of the mapping. */
export const importColumnsAnswer = object({
  columns: listOf(text()),
  mapping: recordOf(text()),
  rows: integer(),
  sample: listOf(recordOf(anyJson)),
});
export type ImportColumnsAnswer = Static<typeof importColumnsAnswer>;
