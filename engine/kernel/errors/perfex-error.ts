import { interpolateText, type LocalizedText, shortened } from "../i18n.ts";
import { type ErrorCode, errorDefinition } from "./catalogue.ts";

/** One finding beneath an error: a field, a line, a row of a file. */
export interface ErrorDetail {
  readonly code: ErrorCode;
  /** JSON pointer into the refused input, e.g. `/lines/2/quantity`. */
  readonly pointer?: string;
  readonly message: LocalizedText;
  readonly params?: Readonly<Record<string, unknown>>;
}

export interface ErrorOptions {
  readonly pointer?: string;
  readonly details?: readonly ErrorDetail[];
  /** Machine-readable extras sent with the problem, e.g. the difference of a 409. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The only error the engine throws on purpose. Carries a catalogue code, both languages and pointers. */
export class PerfexError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly text: LocalizedText;
  readonly hint: LocalizedText | undefined;
  readonly pointer: string | undefined;
  readonly details: readonly ErrorDetail[];
  readonly data: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, params: Readonly<Record<string, unknown>> = {}, options: ErrorOptions = {}) {
    const definition = errorDefinition(code);
    const text = interpolateText(definition, params);
    super(`${code}: ${text.en}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "PerfexError";
    this.code = code;
    this.status = definition.status;
    this.params = params;
    this.text = text;
    this.hint = definition.hint && interpolateText(definition.hint, params);
    this.pointer = options.pointer;
    this.details = options.details ?? [];
    this.data = options.data;
  }
}

/** Throws a catalogue error. `return fail(…)` keeps control flow visible to the type checker. */
export function fail(code: ErrorCode, params?: Readonly<Record<string, unknown>>, options?: ErrorOptions): never {
  throw new PerfexError(code, params, options);
}

/** The same error with other parameters in its texts; its details and data stay unless they are given. */
export function rewordError(
  error: PerfexError,
  params: Readonly<Record<string, unknown>>,
  changed: Pick<ErrorOptions, "details" | "data"> = {},
): PerfexError {
  const { code, pointer, details, data, cause } = error;
  return new PerfexError(code, params, {
    details,
    cause,
    ...(pointer !== undefined && { pointer }),
    ...(data && { data }),
    ...changed,
  });
}

/** Builds one finding for `ErrorOptions.details`. */
export function errorDetail(
  code: ErrorCode,
  pointer: string,
  params: Readonly<Record<string, unknown>> = {},
): ErrorDetail {
  return { code, pointer: shortened(pointer), params, message: interpolateText(errorDefinition(code), params) };
}

export function isPerfexError(error: unknown): error is PerfexError {
  return error instanceof PerfexError;
}
