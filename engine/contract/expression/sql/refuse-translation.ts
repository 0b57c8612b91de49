import type { Span } from "../ast.ts";
import { refuse } from "../refuse.ts";

/** Raises EXPRESSION_NOT_TRANSLATABLE for a construct that only exists in memory. */
export function refuseTranslation(at: Span, construct: string): never {
  return refuse("EXPRESSION_NOT_TRANSLATABLE", at, {
    construct_fr: `« ${construct} »`,
    construct_en: `“${construct}”`,
  });
}
