import type { LocalizedText } from "../i18n.ts";

/** One row of the error catalogue. `status` is the HTTP status the error is answered with. */
export interface ErrorDefinition extends LocalizedText {
  readonly status: number;
  /** What the person can do about it. */
  readonly hint?: LocalizedText;
}

/** Keeps the literal codes as keys while checking every row's shape. */
export function defineErrors<const T extends Record<string, ErrorDefinition>>(definitions: T): T {
  return definitions;
}
