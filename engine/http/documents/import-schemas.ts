import { ignoredColumn } from "../operations/operation-schemas.ts";
import {
  anyJson,
  boolean,
  integer,
  listOf,
  object,
  oneOf,
  openObject,
  optional,
  recordOf,
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
  /** What a blank cell does to a document an upsert finds: leaves its value, unless told to clear it. */
  blanks: optional(oneOf("keep", "clear")),
});

/** Beside them the importer's own, as its metadata declares them. */
export const importerOptions = openObject({ dry_run: optional(boolean()) });

/** What an import would read, and a guess of the mapping. */
export const importColumnsAnswer = object({
  columns: listOf(text()),
  mapping: recordOf(text()),
  rows: integer(),
  sample: listOf(recordOf(anyJson)),
  /** What would go nowhere under that mapping. */
  ignored_columns: listOf(ignoredColumn),
});
