import { AG_GRID_LOCALE_FR } from "@ag-grid-community/locale";
import { useLanguage } from "../i18n/language.ts";

interface GridTexts {
  /** A grid takes its words once: in another language it is another grid. */
  readonly key: string;
  readonly localeText: Record<string, string> | undefined;
}

/** The grid's own words; English is built in. */
export function useGridTexts(): GridTexts {
  const language = useLanguage();
  return { key: language, localeText: language === "fr" ? AG_GRID_LOCALE_FR : undefined };
}
