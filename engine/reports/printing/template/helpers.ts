import Handlebars, { type HelperOptions } from "handlebars";
import type { TemplateHelper } from "../../../contract/index.ts";
import type { Language } from "../../../kernel/index.ts";
import {
  currencyDecimals,
  DEFAULT_CURRENCY,
  formatDecimal,
  instantMs,
  isIsoDate,
  localInstant,
  parseDecimal,
} from "../../../kernel/index.ts";

/** What every template finds at its root beside the document. */
export interface TemplateRoot {
  readonly language: Language;
  readonly texts: Readonly<Record<string, string>>;
  /** Its currency is that of amounts printed without one, its time zone tells the day of an instant. */
  readonly organization?: { readonly currency?: string; readonly time_zone?: string };
}

const LOCALES: Readonly<Record<Language, string>> = { fr: "fr-FR", en: "en-GB" };
const isBlank = (value: unknown) => value === null || value === undefined || value === "";
const rootOf = (options: HelperOptions) => options.data.root as TemplateRoot;

/** `1234.50` → « 1 234,50 »: digits are grouped by Intl from exact text, never through a float. */
function groupDigits(text: string, language: Language): string {
  const [whole = "0", fraction] = text.replace("-", "").split(".");
  const sign = text.startsWith("-") && /[1-9]/.test(text) ? "-" : "";
  const grouped = new Intl.NumberFormat(LOCALES[language]).format(BigInt(whole));
  return sign + grouped + (fraction ? (language === "fr" ? "," : ".") + fraction : "");
}

/** With `isWhole`, an amount without cents is written without decimals, as a share capital is. */
function formatMoney(value: unknown, currency: string, language: Language, isWhole: boolean): string {
  const number = parseDecimal(value);
  const decimals = isWhole && number.isInteger() ? 0 : currencyDecimals(currency);
  const amount = groupDigits(formatDecimal(number, decimals), language);
  const parts = new Intl.NumberFormat(LOCALES[language], { style: "currency", currency }).formatToParts(0);
  const symbol = parts.find((part) => part.type === "currency")?.value ?? currency;
  return language === "fr"
    ? `${amount}\u00a0${symbol}`
    : `${symbol}${/[A-Za-z]$/.test(symbol) ? "\u00a0" : ""}${amount}`;
}

/** Digits as stored without the zeros at the end, but at least `min` decimals. */
function formatNumber(value: unknown, language: Language, min = 0): string {
  const number = parseDecimal(value);
  return groupDigits(number.toFixed(Math.max(min, number.decimalPlaces())), language);
}

function formatDate(value: unknown, { language, organization }: TemplateRoot): string {
  const day = dayOf(String(value), organization?.time_zone ?? "UTC");
  if (!isIsoDate(day)) return String(value);
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

const dayOf = (text: string, timeZone: string): string =>
  !isIsoDate(text) && instantMs(text) !== null ? localInstant(text, timeZone)[0] : text.slice(0, 10);

/** The only functions a template can call beside `if`, `unless`, `each` and `with`. */
export const TEMPLATE_HELPERS: Readonly<Record<TemplateHelper, Handlebars.HelperDelegate>> = {
  /** `{{money capital whole=true}}` shows « 10 000 € ». */
  money(value: unknown, ...rest: unknown[]) {
    const options = rest.at(-1) as HelperOptions;
    const currency =
      typeof rest[0] === "string" ? rest[0] : (rootOf(options).organization?.currency ?? DEFAULT_CURRENCY);
    const isWhole = options.hash["whole"] === true;
    return isBlank(value) ? "" : formatMoney(value, currency, rootOf(options).language, isWhole);
  },
  /** `{{number price min=2}}` shows 549,00. */
  number: (value: unknown, options: HelperOptions) =>
    isBlank(value) ? "" : formatNumber(value, rootOf(options).language, Number(options.hash["min"] ?? 0)),
  percent: (value: unknown, options: HelperOptions) =>
    isBlank(value) ? "" : `${formatNumber(value, rootOf(options).language)}\u00a0%`,
  date: (value: unknown, options: HelperOptions) => (isBlank(value) ? "" : formatDate(value, rootOf(options))),
  t: (key: unknown, options: HelperOptions) => rootOf(options).texts[String(key)] ?? String(key),
  multiline: (value: unknown) =>
    new Handlebars.SafeString(
      String(value ?? "")
        .split("\n")
        .map((line) => Handlebars.escapeExpression(line))
        .join("<br>"),
    ),
  eq: (left: unknown, right: unknown) => left === right,
  ne: (left: unknown, right: unknown) => left !== right,
  and: (...values: unknown[]) => values.slice(0, -1).every(Boolean),
  or: (...values: unknown[]) => values.slice(0, -1).some(Boolean),
  is_zero: (value: unknown) => isBlank(value) || parseDecimal(value).isZero(),
};
