import type { Language } from "../../../engine/kernel/index.ts";
import { localeOf } from "../format/numbers.ts";

/** Countries a chart of accounts is ready for. */
export const COUNTRIES = ["FR", "SN"] as const;

export function countryName(code: string, language: Language): string {
  return new Intl.DisplayNames(localeOf(language), { type: "region" }).of(code) ?? code;
}
