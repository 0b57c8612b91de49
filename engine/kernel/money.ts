/** ISO 4217 minor units of the currencies that differ from two decimals. */
const DECIMALS_BY_CURRENCY: Readonly<Record<string, number>> = {
  XOF: 0,
  XAF: 0,
  GNF: 0,
  KMF: 0,
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  RWF: 0,
  UGX: 0,
  XPF: 0,
  DJF: 0,
  BIF: 0,
  PYG: 0,
  ISK: 0,
  TND: 3,
  KWD: 3,
  BHD: 3,
  OMR: 3,
  JOD: 3,
  LYD: 3,
  IQD: 3,
};

/** Number of decimals amounts in this currency are rounded to (ISO 4217). */
export function currencyDecimals(currency: string): number {
  return DECIMALS_BY_CURRENCY[currency] ?? 2;
}
