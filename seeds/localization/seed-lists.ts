import type { SeedTarget } from "../types.ts";
import { type Localization, loadJson } from "./localization.ts";
import { ensureAll, type References } from "./references.ts";

interface CountryCodes {
  readonly eu: readonly string[];
  readonly all: readonly string[];
}

/** All countries, named by the platform's own list of names. */
export async function seedCountries(target: SeedTarget): Promise<References> {
  const codes = loadJson<CountryCodes>("shared/country-codes.json");
  const [fr, en] = [regionNames("fr"), regionNames("en")];
  const rows = codes.all.map((code) => ({
    code,
    name: fr.of(code) ?? code,
    name_en: en.of(code) ?? code,
    is_in_eu: codes.eu.includes(code),
  }));
  return ensureAll(target, "country", "code", rows);
}

export async function seedUnits(target: SeedTarget): Promise<References> {
  return ensureAll(target, "unit", "code", loadJson("shared/units.json"));
}

/** The accounts' currency at 1, the others with the rate the law fixes or none. */
export async function seedCurrencies(
  target: SeedTarget,
  { currency: usual, currencies }: Localization,
  accountsCurrency: string,
): Promise<References> {
  const [fr, en] = [currencyNames("fr"), currencyNames("en")];
  const codes = [...new Set([accountsCurrency, usual, ...Object.keys(currencies)])];
  const rows = codes.map((code) => ({
    code,
    name: fr.of(code) ?? code,
    name_en: en.of(code) ?? code,
    rate: code === accountsCurrency ? "1" : accountsCurrency === usual ? (currencies[code] ?? null) : null,
  }));
  return ensureAll(target, "currency", "code", rows);
}

const regionNames = (language: string) => new Intl.DisplayNames([language], { type: "region" });
const currencyNames = (language: string) => new Intl.DisplayNames([language], { type: "currency" });
