import { readFileSync } from "node:fs";
import { fail } from "../../engine/kernel/index.ts";
import { localizationFile } from "./charts/charts.ts";

/** Accounting framework shared by countries: which chart, and which accounts play which part. */
export interface Framework {
  /** Chart family or version, see `chartFor`. */
  readonly chart: string;
  /** Field of finance_settings → account code. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly treasury: readonly {
    readonly name: string;
    readonly kind: string;
    readonly account: string;
    readonly journal: string;
  }[];
}

export interface Localization {
  /** ISO 3166-1 code. */
  readonly country: string;
  /** Folder of the framework. */
  readonly framework: string;
  readonly currency: string;
  /** Other currencies offered, with their value in `currency` where it is fixed by law. */
  readonly currencies: Readonly<Record<string, string | null>>;
  readonly time_zone: string;
  /** Codes of the usual choices. */
  readonly sale_tax: string;
  readonly payment_terms: string;
  /** Printed on invoices in French and, `_en`, in English. */
  readonly late_payment_terms: string;
  readonly late_payment_terms_en: string;
  readonly discount_terms: string;
  readonly discount_terms_en: string;
}

export interface TaxSeed {
  readonly code: string;
  readonly name: string;
  readonly rate: string;
  readonly category: string;
  readonly use: "sale" | "purchase" | "both";
  /** Account codes. */
  readonly collected_account?: string;
  readonly deductible_account?: string;
  readonly mention?: string;
  readonly mention_en?: string;
  readonly valid_from?: string;
  readonly valid_to?: string;
  readonly legal_reference?: string;
  readonly confidence?: string;
  readonly is_active: boolean;
}

/** Folders by country code. */
const FOLDERS: Readonly<Record<string, string>> = { FR: "fr", SN: "sn" };

export const LOCALIZED_COUNTRIES: readonly string[] = Object.keys(FOLDERS);

export function loadJson<T>(path: string): T {
  return JSON.parse(readFileSync(localizationFile(path), "utf8")) as T;
}

/** Raises SEED_UNKNOWN_COUNTRY. */
export function loadLocalization(country: string): {
  readonly localization: Localization;
  readonly framework: Framework;
  readonly taxes: readonly TaxSeed[];
} {
  const folder = FOLDERS[country];
  if (folder === undefined) {
    return fail("SEED_UNKNOWN_COUNTRY", { country, known: LOCALIZED_COUNTRIES.join(", ") });
  }
  const localization = loadJson<Localization>(`${folder}/localization.json`);
  return {
    localization,
    framework: loadJson<Framework>(`${localization.framework}/framework.json`),
    taxes: loadJson<TaxSeed[]>(`${folder}/taxes.json`),
  };
}
