import { CURRENCY_DECIMALS, DEFAULT_CURRENCY } from "../../kernel/index.ts";
import { quoteLiteral } from "../sql.ts";
import type { QueryContext } from "./query-context.ts";
import { doctypeShape } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";

const ORGANIZATION = "organization";
const CURRENCY = "currency";

/** SQL of the number of decimals amounts in a currency have; null, or a currency that is null, = the organization's currency. */
export function currencyDecimalsSql(context: QueryContext, currency: string | null): string {
  const own = organizationCurrencySql(context);
  return decimalsOf(currency === null ? own : `coalesce(${currency}, ${own})`);
}

/** By the code; a constant that is looked into costs less to prepare and to evaluate than a case for each currency. */
function decimalsOf(code: string): string {
  const { byCode, usual } = CURRENCY_DECIMALS;
  return `coalesce((${quoteLiteral(JSON.stringify(Object.fromEntries(byCode)))}::jsonb ->> ${code})::int, ${usual})`;
}

/** SQL of the code of the organization's currency. */
export function organizationCurrencySql(context: QueryContext): string {
  const fallback = quoteLiteral(DEFAULT_CURRENCY);
  const field = context.registry.doctypes.has(ORGANIZATION)
    ? context.registry.field(ORGANIZATION, CURRENCY)
    : undefined;
  if (!field) return fallback;
  const organization = new RowSource(context, doctypeShape(context.registry.doctype(ORGANIZATION)));
  return `coalesce((select ${organization.own(CURRENCY)} from ${organization.from()}), ${fallback})`;
}
