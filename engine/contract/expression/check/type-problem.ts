import type { LocalizedText } from "../../../kernel/index.ts";
import type { Span } from "../ast.ts";
import { refuse } from "../refuse.ts";
import { typeText } from "../type-text.ts";
import type { ExprType } from "../types.ts";

/**
 * Raises EXPRESSION_TYPE: what is needed (a type, or words for several), what stands there, and how to mend it:
 * the advice given, else the function that converts the one into the other.
 */
export function refuseType(at: Span, needed: ExprType | LocalizedText, found: ExprType, advice?: LocalizedText): never {
  const isType = "kind" in needed;
  const [expected, foundText] = [isType ? typeText(needed) : needed, typeText(found)];
  const mend = advice ?? conversionAdvice(isType ? needed.kind : null, found.kind);
  return refuse("EXPRESSION_TYPE", at, {
    expected_fr: expected.fr,
    expected_en: expected.en,
    found_fr: foundText.fr,
    found_en: foundText.en,
    advice_fr: mend.fr,
    advice_en: mend.en,
  });
}

/** For the `advice` of a refusal that speaks for itself. */
export const NO_ADVICE: LocalizedText = { fr: "", en: "" };

const SUMMARIZE: LocalizedText = {
  fr: " Résumez la liste : sum, count, min, max, avg, any, all ou first.",
  en: " Summarize the list: sum, count, min, max, avg, any, all or first.",
};

function conversionAdvice(needed: ExprType["kind"] | null, found: ExprType["kind"]): LocalizedText {
  if (found === "list") return SUMMARIZE;
  if (needed === "number" && found === "text") return write("number");
  if (needed === "date" && (found === "text" || found === "datetime")) return write("date");
  return needed === "text" && found !== "json" ? write("text") : NO_ADVICE;
}

function write(name: string): LocalizedText {
  return { fr: ` Écrivez ${name}(…).`, en: ` Write ${name}(…).` };
}
