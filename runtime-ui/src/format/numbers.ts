import { currencyDecimals, type Language } from "../../../engine/kernel/index.ts";

const LOCALES: Readonly<Record<Language, string>> = { fr: "fr-FR", en: "en-GB" };

export function localeOf(language: Language): string {
  return LOCALES[language];
}

const cache = new Map<string, Intl.NumberFormat>();

function formatter(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let found = cache.get(key);
  if (!found) {
    found = new Intl.NumberFormat(LOCALES[language], options);
    cache.set(key, found);
  }
  return found;
}

const DECIMAL_TEXT = /^[+-]?\d+(\.\d+)?$/;

/** Formats a decimal given as text without passing through a float: Intl reads the text's exact value. */
function formatExact(value: unknown, format: Intl.NumberFormat): string {
  if (value === null || value === undefined || value === "") return "";
  const text = String(value);
  return DECIMAL_TEXT.test(text) ? format.format(text as Intl.StringNumericLiteral) : text;
}

/** « 1 234,56 € »; of what is no code of a currency the amount alone. */
export function formatMoney(value: unknown, currency: string, language: Language): string {
  if (!/^[A-Z]{3}$/.test(currency)) return formatAmount(value, currency, language);
  const decimals = currencyDecimals(currency);
  const options = { style: "currency", currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return formatExact(value, formatter(language, options as Intl.NumberFormatOptions));
}

/** The amount without its currency sign, for columns that name the currency once. */
export function formatAmount(value: unknown, currency: string, language: Language): string {
  const decimals = currencyDecimals(currency);
  return formatDecimal(value, decimals, language, decimals);
}

export function formatDecimal(value: unknown, scaleMax: number, language: Language, scaleMin = 0): string {
  const options = { minimumFractionDigits: scaleMin, maximumFractionDigits: Math.max(scaleMax, scaleMin) };
  return formatExact(value, formatter(language, options));
}

export function formatPercent(value: unknown, scaleMax: number, language: Language): string {
  const text = formatDecimal(value, scaleMax, language);
  return text && `${text}${language === "fr" ? "\u202f%" : "%"}`;
}

export function formatCount(value: number, language: Language): string {
  return formatter(language, { maximumFractionDigits: 0 }).format(value);
}

export function formatBytes(bytes: number, language: Language): string {
  const units = language === "fr" ? ["o", "ko", "Mo", "Go"] : ["B", "kB", "MB", "GB"];
  let [value, step] = [bytes, 0];
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  const digits = value < 10 && step > 0 ? 1 : 0;
  return `${formatter(language, { maximumFractionDigits: digits }).format(value)}\u00a0${units[step]}`;
}

/** The text put into an input for editing: the canonical number with the language's decimal sign, no grouping. */
export function editableNumber(value: unknown, language: Language): string {
  if (value === null || value === undefined) return "";
  return language === "fr" ? String(value).replace(".", ",") : String(value);
}
