import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { type Language, type LocalizedText, localize } from "../../../engine/kernel/index.ts";

const STORAGE_KEY = "perfex-language";

/** What was chosen on this device; null where nothing was, or storage is blocked. */
export function storedLanguage(): Language | null {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return stored === "fr" || stored === "en" ? stored : null;
  } catch {
    return null;
  }
}

/** Before anybody is known: the language chosen here before, else French. */
export function initialLanguage(): Language {
  return storedLanguage() ?? "fr";
}

/** To be called when somebody chooses a language on this device, not when it follows the account. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Not remembered, nothing else is lost.
  }
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === "en" ? "en" : "fr";
}

export type Localize = (text: LocalizedText | undefined) => string;

/** Picks the text of a metadata label in the language of the screen. */
export function useLocalize(): Localize {
  const language = useLanguage();
  return useCallback((text) => (text ? localize(text, language) : ""), [language]);
}
