import { currencyDecimals } from "../../kernel/index.ts";
import { quoteLiteral } from "../sql.ts";
import type { QueryContext } from "./query-context.ts";
import { doctypeShape } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";

const USUAL_DECIMALS = 2;
const ORGANIZATION = "organization";
const CURRENCY = "currency";

/** Codes that have not the usual two decimals, quoted, by their decimals. */
const EXCEPTIONS = new Map<number, string[]>();
for (const code of Intl.supportedValuesOf("currency")) {
  const decimals = currencyDecimals(code);
  if (decimals !== USUAL_DECIMALS) EXCEPTIONS.set(decimals, [...(EXCEPTIONS.get(decimals) ?? []), quoteLiteral(code)]);
}

/** SQL of the number of decimals amounts in a currency have; null = the organization's currency. */
export function currencyDecimalsSql(context: QueryContext, currency: string | null): string {
  return currency === null ? organizationDecimalsSql(context) : decimalsOf(currency);
}

/** By the code, the ISO 4217 codes that have not the usual two decimals first. */
function decimalsOf(code: string): string {
  const exceptions = [...EXCEPTIONS].map(
    ([decimals, codes]) => `when ${code} in (${codes.join(", ")}) then ${decimals}`,
  );
  return `(case ${exceptions.join(" ")} else ${USUAL_DECIMALS} end)`;
}

/** The organization's record holds the code itself or links to a document that has it as `code`. */
function organizationDecimalsSql(context: QueryContext): string {
  const field = context.registry.doctypes.has(ORGANIZATION)
    ? context.registry.field(ORGANIZATION, CURRENCY)
    : undefined;
  if (!field) return `${USUAL_DECIMALS}`;
  const organization = new RowSource(context, doctypeShape(context.registry.doctype(ORGANIZATION)));
  const code = field.type === "link" ? organization.link(CURRENCY, "metadata").own("code") : organization.own(CURRENCY);
  return `(select ${decimalsOf(code)} from ${organization.from()})`;
}
