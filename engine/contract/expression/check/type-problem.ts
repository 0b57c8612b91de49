import type { LocalizedText } from "../../../kernel/index.ts";
import type { Span } from "../ast.ts";
import { refuse } from "../refuse.ts";
import { typeText } from "../type-text.ts";
import type { ExprType } from "../types.ts";

const NO_ADVICE: LocalizedText = { fr: "", en: "" };

/** Raises EXPRESSION_TYPE: what was expected, what stands there, and how to mend it when that is known. */
export function refuseType(at: Span, expected: LocalizedText, found: ExprType, advice?: LocalizedText): never {
  const foundText = typeText(found);
  const { fr, en } = advice ?? conversionAdvice(expected, found);
  return refuse("EXPRESSION_TYPE", at, {
    expected_fr: expected.fr,
    expected_en: expected.en,
    found_fr: foundText.fr,
    found_en: foundText.en,
    advice_fr: fr,
    advice_en: en,
  });
}

/** The function that turns the found kind into the expected one, when there is one. */
function conversionAdvice(expected: LocalizedText, found: ExprType): LocalizedText {
  const converter = (name: string): LocalizedText => ({ fr: ` Écrivez ${name}(…).`, en: ` Write ${name}(…).` });
  if (found.kind === "list") {
    return {
      fr: " Résumez la liste : sum, count, min, max, avg, any, all ou first.",
      en: " Summarize the list: sum, count, min, max, avg, any, all or first.",
    };
  }
  if (found.kind === "text" && expected.en === "a number") return converter("number");
  if (expected.en === "a date" && (found.kind === "text" || found.kind === "datetime")) return converter("date");
  if (expected.en === "text" && found.kind !== "json") return converter("text");
  return NO_ADVICE;
}
