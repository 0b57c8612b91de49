/** The currency of amounts that name none, where an organization does not say. */
export const DEFAULT_CURRENCY = "EUR";

/** What ISO 4217 counts where neither it nor Intl has anything else to say. */
const USUAL_DECIMALS = 2;

/**
 * Where Intl departs from ISO 4217: it counts the coins in use, which changes with the version of its data, and does
 * not know units of account. Books are kept in the decimals of the standard, the same ones on every machine.
 */
const OF_THE_STANDARD: Readonly<Record<number, string>> = {
  2: "AFN ALL COP HUF IDR IRR KPW LAK LBP MGA MMK PKR SLL SOS SYP YER",
  3: "IQD",
  4: "CLF UYW",
};

/** Every currency of which decimals are known beside what Intl says. */
const DEPARTURES: ReadonlyMap<string, number> = new Map(
  Object.entries(OF_THE_STANDARD).flatMap(([decimals, codes]) =>
    codes.split(" ").map((code): [string, number] => [code, Number(decimals)]),
  ),
);

const known = new Map<string, number>(DEPARTURES);

/** Number of decimals amounts in this currency are rounded to (ISO 4217). What is no currency has the usual two. */
export function currencyDecimals(currency: string): number {
  const found = known.get(currency);
  if (found !== undefined) return found;
  if (!isCurrency(currency)) return USUAL_DECIMALS;
  const decimals = intlDecimals(currency);
  known.set(currency, decimals);
  return decimals;
}

/** All codes whose decimals are not the usual two, for those who must write them down (SQL), and the two. */
export function unusualCurrencies(): { readonly codes: readonly string[]; readonly usual: number } {
  const codes = new Set([...DEPARTURES.keys(), ...Intl.supportedValuesOf("currency")]);
  return { codes: [...codes].filter((code) => currencyDecimals(code) !== USUAL_DECIMALS), usual: USUAL_DECIMALS };
}

let codesOfIntl: ReadonlySet<string> | undefined;

function isCurrency(code: string): boolean {
  codesOfIntl ??= new Set(Intl.supportedValuesOf("currency"));
  return codesOfIntl.has(code);
}

function intlDecimals(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ??
    USUAL_DECIMALS
  );
}
