/** The currency of amounts that name none, where an organization does not say. */
export const DEFAULT_CURRENCY = "EUR";

const USUAL_DECIMALS = 2;

/**
 * ISO 4217, list one: the currencies whose minor unit is not a hundredth. Not asked of `Intl`, which counts the coins in
 * use instead and changes its mind with the version of its data: Node 20 gives the forint no decimals, Chromium two.
 */
const CODES_BY_DECIMALS: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

/** The codes whose decimals are not the usual ones. */
const UNUSUAL: ReadonlyMap<string, number> = new Map(
  Object.entries(CODES_BY_DECIMALS).flatMap(([decimals, codes]) =>
    codes.split(" ").map((code): [string, number] => [code, Number(decimals)]),
  ),
);

/** Number of decimals amounts in this currency are rounded to (ISO 4217). */
export function currencyDecimals(currency: string): number {
  return UNUSUAL.get(currency) ?? USUAL_DECIMALS;
}

/** The same rule as data, for those who must write it down (SQL). */
export const CURRENCY_DECIMALS = { byCode: UNUSUAL, usual: USUAL_DECIMALS };
