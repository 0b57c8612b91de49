import { currencyDecimalsSql, organizationCurrencySql, type QueryContext } from "../../database/query/index.ts";
import type { CheckedMeasure } from "../definition/checked-report.ts";
import { columnOf, type FigureSql, figureJsonSql, figureSql } from "./figures.ts";
import { MONEY_DECIMALS, type Stage } from "./stage.ts";

/** Name, beside figures, of the currencies of those whose measure tells it: code by measure. */
const CURRENCIES = '"$currencies"';

/** A figure of one row as JSON, with the decimals of its currency. `figures` says where the row's dimensions stand. */
export function rowFigureSql(
  context: QueryContext,
  measure: CheckedMeasure,
  value: string,
  figures: FigureSql,
): string {
  const decimals =
    measure.currency === null ? MONEY_DECIMALS : currencyDecimalsSql(context, figures.expression(measure.currency));
  return figureJsonSql(measure, value, decimals);
}

/** Currencies of the figures of one row; nothing where no measure tells one. */
export const rowCurrencies = (
  context: QueryContext,
  measures: readonly CheckedMeasure[],
  figures: FigureSql,
): string[] => currenciesOf(measures, ({ currency }) => currency && codeSql(context, figures.expression(currency)));

function currenciesOf(
  measures: readonly CheckedMeasure[],
  codeOf: (measure: CheckedMeasure) => string | null,
): string[] {
  const pairs = measures.flatMap((measure) => {
    const code = codeOf(measure);
    return code === null ? [] : [`'${measure.id}', ${code}`];
  });
  return pairs.length === 0 ? [] : [`json_build_object(${pairs.join(", ")}) as ${CURRENCIES}`];
}

const codeSql = (context: QueryContext, code: string): string =>
  `coalesce(${code}, ${organizationCurrencySql(context)})`;

/** What a measure's value is in: an amount that tells nothing is in the organization's currency, a quantity in no unit at all. */
const commonSql = (context: QueryContext, { currency, common }: CheckedMeasure, figures: FigureSql): string =>
  currency === null ? `coalesce(${figures.expression(common!)}, '')` : codeSql(context, figures.expression(currency));

type Known = Pick<Stage, "context" | "checked" | "params">;

/**
 * Amounts of several currencies have no sum, nor have quantities in several units. Beside each sum of values whose currency or
 * unit differs from row to row stand the first and the last of them in the alphabet: `$low3` and `$high3` of measure number 3,
 * equal where there is but one.
 */
export class Currencies {
  readonly #known: Known;
  readonly #prefix: string;

  /** The prefix tells apart sums that stand in one row. */
  constructor(known: Known, prefix = "") {
    this.#known = known;
    this.#prefix = prefix;
  }

  low = (alias: string, measure: CheckedMeasure): string => `${alias}.${this.lowName(measure)}`;
  high = (alias: string, measure: CheckedMeasure): string => `${alias}.${this.highName(measure)}`;
  lowName = (measure: CheckedMeasure): string => `"$${this.#prefix}low${this.#number(measure)}"`;
  highName = (measure: CheckedMeasure): string => `"$${this.#prefix}high${this.#number(measure)}"`;

  #number = ({ id }: CheckedMeasure): number => this.#known.checked.measures.findIndex((measure) => measure.id === id);

  /** Items of the select that sums up: nought is of no currency and no unit. */
  items(
    measures: readonly CheckedMeasure[],
    figures: () => FigureSql,
    amountOf: (measure: CheckedMeasure) => string,
    where = "",
  ): string[] {
    return this.varying(measures).flatMap((measure) => {
      const code = commonSql(this.#known.context, measure, figures());
      const counted = `filter (where ${amountOf(measure)} <> 0${where && ` and ${where}`})`;
      return [
        `min(${code}) ${counted} as ${this.lowName(measure)}`,
        `max(${code}) ${counted} as ${this.highName(measure)}`,
      ];
    });
  }

  /** Measures whose currency or unit a row tells. */
  varying = (measures: readonly CheckedMeasure[]): readonly CheckedMeasure[] =>
    measures.filter(({ common }) => this.#known.checked.dimensions.some(({ id }) => common?.roots.has(id)));

  /** A sum as JSON, null where it is of several currencies or units. */
  json(measure: CheckedMeasure, value: string, alias: string): string {
    const { currency, common } = measure;
    if (common === null) return figureJsonSql(measure, value, MONEY_DECIMALS);
    return this.#ofOne(measure, alias, (code) =>
      figureJsonSql(
        measure,
        value,
        currency === null ? MONEY_DECIMALS : currencyDecimalsSql(this.#known.context, code),
      ),
    );
  }

  named(measures: readonly CheckedMeasure[], alias: string): string[] {
    return currenciesOf(measures, (measure) =>
      measure.currency === null ? null : this.#ofOne(measure, alias, (code) => codeSql(this.#known.context, code)),
    );
  }

  /** SQL over the one currency or unit of a sum; null where there are several. */
  #ofOne(measure: CheckedMeasure, alias: string, write: (code: string) => string): string {
    const { context, checked, params } = this.#known;
    if (this.varying([measure]).length === 0) {
      return write(figureSql(context, checked, params, (id) => columnOf(alias, id)).expression(measure.common!));
    }
    const [low, high] = [this.low(alias, measure), this.high(alias, measure)];
    return `case when ${low} is not distinct from ${high} then ${write(low)} end`;
  }
}
