import { type ErrorCode, fail } from "../../kernel/index.ts";
import type { Span } from "./ast.ts";

/** Fails with the place in the source: `{position}` from 1 for people, `data.start`/`data.end` for editors. */
export function refuse(code: ErrorCode, at: Span, params: Readonly<Record<string, unknown>> = {}): never {
  const suggestion = params["suggestion"];
  return fail(
    code,
    { ...params, position: at.start + 1 },
    { data: { start: at.start, end: at.end, ...(suggestion === undefined ? {} : { suggestion }) } },
  );
}

/** Parameters of a "did you mean" sentence; blank when nothing is close. */
export function suggestionParams(suggestion: string | undefined): Readonly<Record<string, string>> {
  if (suggestion === undefined) return { suggestion_fr: "", suggestion_en: "" };
  return {
    suggestion,
    suggestion_fr: ` Vouliez-vous dire « ${suggestion} » ?`,
    suggestion_en: ` Did you mean “${suggestion}”?`,
  };
}
