import { Decimal } from "../../engine/kernel/index.ts";
import type { PlannedLine, Totals } from "./plan-types.ts";

/** Rates of the VAT codes the demo uses; the others charge nothing. */
const RATES: Readonly<Record<string, string>> = { TVA20: "20", TVA10: "10", TVA55: "5.5" };
const INCOME_ACCOUNTS: Readonly<Record<string, string>> = { SER: "706", PRT: "7085" };
const GOODS_ACCOUNT = "707";

/** What the engine will compute: lines rounded, then the tax rounded half-up once per rate. */
export function computeTotals(lines: readonly PlannedLine[]): Totals {
  const baseByTax = new Map<string, number>();
  const byAccount: Record<string, number> = {};
  let net = 0;
  for (const line of lines) {
    const cents = lineNet(line);
    const account = incomeAccount(line);
    net += cents;
    byAccount[account] = (byAccount[account] ?? 0) + cents;
    baseByTax.set(line.tax, (baseByTax.get(line.tax) ?? 0) + cents);
  }
  let vat = 0;
  for (const [tax, base] of baseByTax) vat += roundCents(new Decimal(base).times(RATES[tax] ?? "0").div(100));
  return { net, vat, grand: net + vat, byAccount };
}

/** Account the line's income is posted to: that of its item's group. */
export function incomeAccount({ item }: PlannedLine): string {
  return INCOME_ACCOUNTS[item.item_group] ?? GOODS_ACCOUNT;
}

function lineNet({ item, quantity, discountPercent }: PlannedLine): number {
  return roundCents(new Decimal(item.sale_price).times(quantity).times(100 - discountPercent));
}

const roundCents = (cents: Decimal) => cents.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
