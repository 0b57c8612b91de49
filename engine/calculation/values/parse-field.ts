import type { ResolvedField } from "../../contract/index.ts";
import { type ErrorDetail, errorDetail } from "../../kernel/index.ts";
import type { JsonValue } from "../document.ts";
import { labelParams } from "../fields/label-params.ts";
import { parseValue } from "./parse/parse-value.ts";

/** What a field takes, or why it does not, at its pointer. */
export type Taken = { readonly value: JsonValue } | { readonly problem: ErrorDetail };

/** One value as sent, typed and in canonical writing. */
export function parseField(field: ResolvedField, input: unknown, pointer: string): Taken {
  const parsed = parseValue(field, input);
  if (parsed.ok) return { value: parsed.value };
  return { problem: errorDetail(parsed.code, pointer, { ...labelParams(field), ...parsed.params }) };
}
