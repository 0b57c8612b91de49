import { ENTRY_COLUMNS } from "../../../../engine/contract/kinds/ledger/ledger-tables.ts";
import type { MetaAnswer } from "../../../../engine/http/api-types.ts";
import { Decimal, type Language, parseDecimal } from "../../../../engine/kernel/index.ts";
import { formatAmount, formatDecimal } from "../../format/numbers.ts";

export type Entry = Readonly<Record<string, unknown>>;
export type PostingColumns = MetaAnswer["ledgers"][string]["columns"];

interface Shape {
  /** Dimensions every entry has the same value of: said once above the table. */
  readonly shared: readonly string[];
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
}

const HIDDEN = new Set([...ENTRY_COLUMNS.map(({ id }) => id), "$expanded"]);
const DECIMALS_MAX = 6;

const isZero = (value: unknown): boolean => value === null || value === undefined || parseDecimal(value).isZero();

/** Columns with at least one value; figures are those the ledger adds up, the rest says what the entry is about. */
export function shapeOf(entries: readonly Entry[], columns: PostingColumns): Shape {
  const names = [...new Set(entries.flatMap((entry) => Object.keys(entry)))].filter((name) => !HIDDEN.has(name));
  const valuesOf = (name: string) =>
    entries.map((entry) => entry[name]).filter((value) => value !== null && value !== undefined);
  const isMeasure = (name: string) => columns[name]?.is_measure === true;
  const isShared = (name: string) => {
    const values = valuesOf(name).map((value) => JSON.stringify(value));
    return entries.length > 1 && values.length === entries.length && new Set(values).size === 1;
  };
  const dimensions = names.filter((name) => !isMeasure(name) && valuesOf(name).length > 0);
  return {
    shared: dimensions.filter(isShared),
    dimensions: dimensions.filter((name) => !isShared(name)),
    measures: names.filter((name) => isMeasure(name) && !valuesOf(name).every(isZero)),
  };
}

interface Figures {
  readonly columns: PostingColumns;
  /** The organization's. */
  readonly currency: string;
  readonly language: Language;
}

/** A figure with the decimals of its entry's currency; nought is left blank. */
export function figureText(figures: Figures, name: string, entry: Entry): string {
  return isZero(entry[name]) ? "" : written(figures, name, entry[name], currencyOf(figures, name, entry));
}

/** The sum of a figure over the entries, where it must agree with another's; other figures, and amounts of several currencies, have none. */
export function sumText(figures: Figures, name: string, entries: readonly Entry[]): string {
  if (!figures.columns[name]?.is_balanced) return "";
  const filled = entries.filter((entry) => !isZero(entry[name]));
  const currencies = new Set(filled.map((entry) => currencyOf(figures, name, entry)));
  const [currency] = currencies;
  if (currency === undefined || currencies.size > 1) return "";
  const sum = filled.reduce((total, entry) => total.plus(parseDecimal(entry[name])), new Decimal(0));
  return sum.isZero() ? "" : written(figures, name, sum.toFixed(), currency);
}

function currencyOf({ columns, currency }: Figures, name: string, entry: Entry): string {
  const own = entry[columns[name]?.currency ?? ""];
  return typeof own === "string" ? own : currency;
}

const written = ({ columns, language }: Figures, name: string, value: unknown, currency: string): string =>
  columns[name]?.type === "money"
    ? formatAmount(value, currency, language)
    : formatDecimal(value, DECIMALS_MAX, language);
