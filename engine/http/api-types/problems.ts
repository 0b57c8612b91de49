import type { LocalizedText } from "../../kernel/index.ts";
import type { Json } from "./common.ts";

/* Errors (RFC 9457, `application/problem+json`). */

/** One of several things that are wrong. */
export interface ProblemDetail {
  readonly code: string;
  /** JSON pointer, e.g. `/lines/2/quantity`. */
  readonly pointer?: string;
  readonly message: LocalizedText;
}
export interface ProblemAnswer {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** In the language of `Accept-Language`. */
  readonly detail: string;
  /** Stable, in capitals; see docs/errors.md. */
  readonly code: string;
  readonly instance: string;
  readonly request_id: string;
  readonly message: LocalizedText;
  readonly hint?: LocalizedText;
  /** JSON pointer into what was sent. */
  readonly pointer?: string;
  readonly errors?: readonly ProblemDetail[];
  /** e.g. the difference of a 409, the rows that refuse a change. */
  readonly data?: Readonly<Record<string, Json>>;
}
