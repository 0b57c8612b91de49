import { type ErrorDetail, isPerfexError, type Language, localize, PerfexError } from "../../kernel/index.ts";
import type { ProblemAnswer } from "../schemas/problem-schemas.ts";
import type { Json } from "../schemas/schema.ts";

/** Where and for whom something went wrong. */
export interface ProblemPlace {
  readonly requestId: string;
  readonly path: string;
  readonly language: Language;
}

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  410: "Gone",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

/** Anything thrown → a catalogue error; what is not one of ours becomes INTERNAL and tells nothing about the inside. */
export function asPerfexError(error: unknown): PerfexError {
  return isPerfexError(error) ? error : new PerfexError("INTERNAL", {}, { cause: error });
}

/** RFC 9457 problem details, in the reader's language with both languages beside. */
export function toProblem(error: PerfexError, place: ProblemPlace): ProblemAnswer {
  const isInternal = error.status >= 500 && error.code === "ASSERTION_FAILED";
  const shown = isInternal ? new PerfexError("INTERNAL") : error;
  return {
    type: `urn:perfex:error:${shown.code}`,
    title: TITLES[shown.status] ?? "Internal Server Error",
    status: shown.status,
    detail: localize(shown.text, place.language),
    code: shown.code,
    instance: place.path,
    request_id: place.requestId,
    message: shown.text,
    ...(shown.hint && { hint: shown.hint }),
    ...(shown.pointer !== undefined && { pointer: shown.pointer }),
    ...(shown.details.length > 0 && { errors: shown.details.map(toProblemDetail) }),
    ...(shown.data && { data: shown.data as Record<string, Json> }),
  };
}

export function toProblemDetail({ code, pointer, message }: ErrorDetail) {
  return { code, message, ...(pointer !== undefined && { pointer }) };
}
