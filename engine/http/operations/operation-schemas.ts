import {
  anyJson,
  boolean,
  instant,
  integer,
  type Json,
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

export const aliveAnswer = object({ status: oneOf("ok") });
export const readyAnswer = object({ status: oneOf("ready") });
export const notReadyAnswer = object({ status: oneOf("not ready") });

export const openApiAnswer = openObject({ openapi: text(), paths: recordOf(anyJson) });

/** A column of a file that went nowhere. */
export const ignoredColumn = named(
  "IgnoredColumn",
  object({
    column: text(),
    reason: oneOf("unknown", "computed", "workflow", "read_only", "not_a_cell", "repeated", "not_mapped"),
    message: localized,
  }),
);

/** Of an import of any doctype's rows, dry run or not. */
const importRowsResult = named(
  "ImportRowsResult",
  object({
    created: integer(),
    updated: integer(),
    unchanged: integer(),
    refused: integer(),
    errors: listOf(object({ row: integer(), column: nullable(text()), code: text(), message: localized })),
    ignored_columns: listOf(ignoredColumn, { description: "What the file holds and nobody brought in" }),
  }),
);

export const jobAnswer = named(
  "Job",
  object({
    id: text(),
    kind: text(),
    status: oneOf("waiting", "running", "interrupted", "done", "failed", "dismissed"),
    progress: integer({ minimum: 0, maximum: 100 }),
    done: integer({
      minimum: 0,
      description: "Documents dealt with; of an interrupted job, those that are written for good",
    }),
    total: integer({ minimum: 0 }),
    file_name: nullable(text()),
    dry_run: boolean(),
    message: nullable(localized),
    result: typed<Json>({ anyOf: [importRowsResult, anyJson] }),
    failure: nullable(
      object({
        code: text(),
        message: localized,
        details: listOf(object({ code: text(), pointer: optional(text()), message: localized })),
      }),
    ),
    created_at: instant(),
    finished_at: nullable(instant()),
  }),
);
export const jobsAnswer = object({ items: listOf(jobAnswer) });
export type JobAnswer = Static<typeof jobAnswer>;
export type JobsAnswer = Static<typeof jobsAnswer>;
