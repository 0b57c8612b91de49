import type { ResolvedField } from "../../contract/index.ts";
import { localize } from "../../kernel/index.ts";

/** A field's label in both languages, as parameters of a catalogue message. */
export function labelParams(field: ResolvedField): { readonly label_fr: string; readonly label_en: string } {
  return { label_fr: localize(field.label, "fr") || field.id, label_en: localize(field.label, "en") || field.id };
}

/** "Did you mean" in both languages, or nothing. */
export function suggestionParams(suggestion: string | undefined): {
  readonly suggestion_fr: string;
  readonly suggestion_en: string;
} {
  return {
    suggestion_fr: suggestion ? ` Vouliez-vous dire « ${suggestion} » ?` : "",
    suggestion_en: suggestion ? ` Did you mean “${suggestion}”?` : "",
  };
}
