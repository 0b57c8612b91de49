import type { ErrorCode, LocalizedText } from "../../../kernel/index.ts";
import type { JsonValue } from "../../document.ts";

/** What parsing one value came to. */
export type Parsed =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly code: ErrorCode; readonly params: Readonly<Record<string, unknown>> };

export const accepted = (value: JsonValue): Parsed => ({ ok: true, value });
export const refused = (code: ErrorCode, params: Readonly<Record<string, unknown>> = {}): Parsed => ({
  ok: false,
  code,
  params,
});

/** Refusal of a value whose type is wrong, told in words. */
export const expected = (what: LocalizedText): Parsed =>
  refused("VALUE_TYPE", { expected_fr: what.fr, expected_en: what.en });
