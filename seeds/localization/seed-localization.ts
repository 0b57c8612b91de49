import { addDays, type IsoDate } from "../../engine/kernel/index.ts";
import type { OnSeedProgress, SeedTarget, SeedValues } from "../types.ts";
import { type ChartId, chartFor } from "./charts/charts.ts";
import { fiscalYearFrom, seedFiscalYear } from "./fiscal-year.ts";
import { type Framework, type Localization, loadJson, loadLocalization, type TaxSeed } from "./localization.ts";
import { ensureAll, type References } from "./references.ts";
import { seedChart } from "./seed-chart.ts";
import { seedCountries, seedCurrencies, seedUnits } from "./seed-lists.ts";

export interface LocalizationOptions {
  /** ISO 3166-1 code, one of LOCALIZED_COUNTRIES. */
  readonly country: string;
  readonly fiscalYearStart: IsoDate;
  /** Twelve months after the start unless told. */
  readonly fiscalYearEnd?: IsoDate;
  /** Chart family or version; the country's usual one unless told. */
  readonly chart?: string;
  /** ISO 4217 code of the accounts' currency; the country's unless told. */
  readonly currency?: string;
}

export interface SeededLocalization {
  readonly chart: ChartId;
  readonly accounts: References;
  readonly taxes: References;
  readonly journals: References;
  readonly paymentTerms: References;
  readonly treasury: References;
  readonly currencies: References;
  readonly countries: References;
  readonly units: References;
}

/**
 * Gives an organization what it needs to keep books in a country: chart of accounts, VAT codes, journals, terms,
 * currencies, bank and cash, settings, fiscal year and periods. Seeding twice adds only what is missing.
 * Raises SEED_UNKNOWN_COUNTRY, SEED_UNKNOWN_CHART and whatever the target raises.
 */
export async function seedLocalization(
  target: SeedTarget,
  options: LocalizationOptions,
  onProgress: OnSeedProgress = () => {},
): Promise<SeededLocalization> {
  const { localization, framework, taxes: taxSeeds } = loadLocalization(options.country);
  const family = options.chart ?? framework.chart;
  const chart = chartFor(family, options.fiscalYearStart);
  const currency = options.currency ?? localization.currency;

  const countries = await seedCountries(target);
  const units = await seedUnits(target);
  await target.setSingle("organization", organizationValues(options, localization, countries, chart, currency));
  const currencies = await seedCurrencies(target, localization, currency);
  const accounts = await seedChart(target, chart, (done, total) =>
    onProgress({ step: "accounts", label: { fr: "Plan de comptes", en: "Chart of accounts" }, done, total }),
  );
  const journals = await ensureAll(target, "journal", "code", loadJson("shared/journals.json"));
  const paymentTerms = await ensureAll(target, "payment_terms", "code", loadJson("shared/payment-terms.json"));
  const taxes = await ensureAll(
    target,
    "tax",
    "code",
    taxSeeds.map((tax) => taxValues(tax, accounts)),
  );
  const treasury = await seedTreasury(target, framework, { accounts, journals, currency: currencies.id(currency) });
  const seeded = { chart, accounts, taxes, journals, paymentTerms, treasury, currencies, countries, units };
  await target.setSingle("finance_settings", settingsValues(localization, framework, seeded, currency));
  await seedFiscalYear(target, fiscalYearFrom(options.fiscalYearStart, options.fiscalYearEnd), family);
  onProgress({ step: "localization", label: { fr: "Paramétrage", en: "Localization" }, done: 1, total: 1 });
  return seeded;
}

/** With the answers to the QUESTIONS, each given or as proposed. */
export function seedOrganization(
  target: SeedTarget,
  { answers, ...wanted }: OrganizationWanted,
  onProgress?: OnSeedProgress,
): Promise<unknown> {
  const { fiscal_year_start: fiscalYearStart, chart } = answers as { fiscal_year_start: IsoDate; chart?: string };
  return seedLocalization(target, { ...wanted, fiscalYearStart, ...(chart !== undefined && { chart }) }, onProgress);
}

interface OrganizationWanted extends Pick<LocalizationOptions, "country" | "currency"> {
  readonly answers: Readonly<Record<string, string>>;
}

function organizationValues(
  { country, fiscalYearStart, fiscalYearEnd }: LocalizationOptions,
  localization: Localization,
  countries: References,
  chart: ChartId,
  currency: string,
): SeedValues {
  const firstYear = fiscalYearFrom(fiscalYearStart, fiscalYearEnd);
  return {
    country: countries.id(country),
    currency,
    chart,
    time_zone: localization.time_zone,
    language: "fr",
    fiscal_year_start_month: Number(addDays(firstYear.end, 1).slice(5, 7)),
    late_payment_terms: localization.late_payment_terms,
    late_payment_terms_en: localization.late_payment_terms_en,
    discount_terms: localization.discount_terms,
    discount_terms_en: localization.discount_terms_en,
  };
}

function taxValues({ collected_account, deductible_account, ...tax }: TaxSeed, accounts: References): SeedValues {
  return {
    ...tax,
    collected_account: collected_account === undefined ? null : accounts.id(collected_account),
    deductible_account: deductible_account === undefined ? null : accounts.id(deductible_account),
  };
}

async function seedTreasury(
  target: SeedTarget,
  framework: Framework,
  ids: { readonly accounts: References; readonly journals: References; readonly currency: string },
): Promise<References> {
  const rows = framework.treasury.map(({ account, journal, ...row }) => ({
    ...row,
    account: ids.accounts.id(account),
    journal: ids.journals.id(journal),
    currency: ids.currency,
  }));
  return ensureAll(target, "bank_account", "name", rows);
}

/** Which journal plays which part. */
const SETTINGS_JOURNALS = {
  sales_journal: "VT",
  purchases_journal: "AC",
  general_journal: "OD",
  opening_journal: "AN",
  closing_journal: "CL",
} as const;

function settingsValues(
  localization: Localization,
  framework: Framework,
  seeded: SeededLocalization,
  currency: string,
): SeedValues {
  const entries = (codes: Readonly<Record<string, string>>, references: References) =>
    Object.entries(codes).map(([field, code]) => [field, references.id(code)] as const);
  return {
    ...Object.fromEntries(entries(framework.accounts, seeded.accounts)),
    ...Object.fromEntries(entries(SETTINGS_JOURNALS, seeded.journals)),
    currency: seeded.currencies.id(currency),
    sale_tax: seeded.taxes.id(localization.sale_tax),
    payment_terms: seeded.paymentTerms.id(localization.payment_terms),
    bank_account: seeded.treasury.id(framework.treasury[0]?.name ?? ""),
  };
}
