import { anyJson, integer, listOf, localized, named, object, optional, recordOf, type Static, text } from "./schema.ts";

/* Errors (RFC 9457, `application/problem+json`). */

/** One of several things that are wrong. */
export const problemDetail = named(
  "ProblemDetail",
  object({
    code: text(),
    /** JSON pointer, e.g. `/lines/2/quantity`. */
    pointer: optional(text()),
    message: localized,
  }),
);

export const problem = named(
  "Problem",
  object(
    {
      type: text(),
      title: text(),
      status: integer(),
      /** In the language of `Accept-Language`. */
      detail: text(),
      /** Stable, in capitals; see docs/errors.md. */
      code: text({ description: "Stable, in capitals" }),
      instance: text(),
      request_id: text(),
      message: localized,
      hint: optional(localized),
      /** JSON pointer into what was sent. */
      pointer: optional(text()),
      errors: optional(listOf(problemDetail)),
      /** e.g. the difference of a 409, the rows that refuse a change. */
      data: optional(recordOf(anyJson)),
    },
    { description: "RFC 9457 problem details" },
  ),
);
export type ProblemAnswer = Static<typeof problem>;
