import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { type Language, type LocalizedText, localize } from "../../../engine/kernel/index.ts";

const STORAGE_KEY = "perfex-language";

/** The chosen language: what was chosen here before, else French. */
export function initialLanguage(): Language {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    if (stored === "fr" || stored === "en") return stored;
  } catch {
    // Storage may be blocked; the default is used.
  }
  return "fr";
}

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

/** Picks the text of a metadata label in the language of the screen. */
export function useLocalize(): (text: LocalizedText | undefined) => string {
  const language = useLanguage();
  return useCallback((text) => (text ? localize(text, language) : ""), [language]);
}
