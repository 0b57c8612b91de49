import {
  anyJson,
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
} from "../schemas/schema.ts";

export const aliveAnswer = object({ status: oneOf("ok") });
export const readyAnswer = object({ status: oneOf("ready") });
export const notReadyAnswer = object({ status: oneOf("not ready") });

export const openApiAnswer = openObject({ openapi: text(), paths: recordOf(anyJson) });

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
    /** Of an import: how many were created, updated, unchanged and refused, and `errors` by row. */
    result: anyJson,
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
