import { currencyDecimals } from "../../kernel/index.ts";
import { quoteLiteral } from "../sql.ts";
import type { QueryContext } from "./query-context.ts";
import { doctypeShape } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";

const USUAL_DECIMALS = 2;
const ORGANIZATION = "organization";
const CURRENCY = "currency";

/** `when '<code>' then <decimals>` for every ISO 4217 code that has not the usual two decimals. */
const EXCEPTIONS: string = Intl.supportedValuesOf("currency")
  .filter((code) => currencyDecimals(code) !== USUAL_DECIMALS)
  .map((code) => ` when ${quoteLiteral(code)} then ${currencyDecimals(code)}`)
  .join("");

/** SQL of the number of decimals amounts in a currency have; null = the organization's currency. */
export function currencyDecimalsSql(context: QueryContext, currency: string | null): string {
  const code = currency ?? organizationCurrencySql(context);
  return code === null || EXCEPTIONS === ""
    ? `${USUAL_DECIMALS}`
    : `(case ${code}${EXCEPTIONS} else ${USUAL_DECIMALS} end)`;
}

/** The organization's record holds the code itself or links to a document that has it as `code`. */
function organizationCurrencySql(context: QueryContext): string | null {
  const field = context.registry.doctypes.has(ORGANIZATION)
    ? context.registry.field(ORGANIZATION, CURRENCY)
    : undefined;
  if (!field) return null;
  const organization = new RowSource(context, doctypeShape(context.registry.doctype(ORGANIZATION)));
  const code = field.type === "link" ? organization.link(CURRENCY, "metadata").own("code") : organization.own(CURRENCY);
  return `(select ${code} from ${organization.from()})`;
}
