import { quoteIdent } from "../../database/index.ts";
import { currencyDecimalsSql, type QueryContext } from "../../database/query/index.ts";
import type { CheckedReport } from "../definition/checked-report.ts";
import type { ParamsSql } from "./params-sql.ts";

/** What the parts of a report's statement share. */
export interface Stage {
  readonly context: QueryContext;
  readonly checked: CheckedReport;
  readonly params: ParamsSql;
  /** Parameters of the year before, when figures are compared with it. */
  readonly previous?: ParamsSql;
}

export interface ReportPage {
  readonly limit: number;
  readonly offset: number;
}

/** Decimals of the organization's currency, looked up once per statement that begins with `moneyCte`. */
export const MONEY_DECIMALS = "(select _decimals from _money)";
export const moneyCte = (context: QueryContext): string =>
  `_money as materialized (select ${currencyDecimalsSql(context, null)} as _decimals)`;

/** A select item under the id of a dimension or measure. */
export const named = ({ id }: { readonly id: string }, sql: string): string => `${sql} as ${quoteIdent(id)}`;

/** ` where a and b`, or nothing. */
export const whereOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : ` where ${conditions.join(" and ")}`;
