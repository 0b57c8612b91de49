import { AG_GRID_LOCALE_FR } from "@ag-grid-community/locale";
import { useLanguage } from "../i18n/language.ts";

/** The grid's own words; English is built in. */
export function useGridTexts(): Record<string, string> | undefined {
  return useLanguage() === "fr" ? AG_GRID_LOCALE_FR : undefined;
}
