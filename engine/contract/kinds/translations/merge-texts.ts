import { LANGUAGES, type Language } from "../../../kernel/index.ts";
import type { Named, Translations } from "../../types/index.ts";
import type { Sight } from "../../visible/sight.ts";

/** The texts of all modules by language. */
export type MergedTexts = Readonly<Record<Language, Named<string>>>;

export function mergeTexts(translations: Iterable<Translations>): MergedTexts {
  const files = [...translations];
  const texts = (language: Language): Named<string> =>
    Object.assign({}, ...files.flatMap((one) => (one.language === language ? [one.texts] : [])));
  return Object.fromEntries(LANGUAGES.map((language) => [language, texts(language)])) as Record<
    Language,
    Named<string>
  >;
}

export interface ShownTranslations {
  readonly translations: MergedTexts;
}

export function visibleTexts({ artefacts }: Sight): ShownTranslations {
  return { translations: mergeTexts(artefacts.translations.values()) };
}
