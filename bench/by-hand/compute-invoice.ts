import { Decimal } from "decimal.js";
import { newId } from "../../engine/kernel/index.ts";
import type { Settings } from "./settings.ts";

/** What an invoice is computed from, read in one statement. */
export interface InvoiceLinks {
  readonly customer: Customer | null;
  readonly currency: { readonly id: string; readonly code: string; readonly rate: string } | null;
  readonly items: readonly Item[];
}
interface Customer {
  readonly name: string;
  readonly address: string | null;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly foreign_country: string | null;
  readonly vat_number: string | null;
  readonly siren: string | null;
  readonly tax_ids: string | null;
  readonly language: string | null;
  readonly payment_terms: string | null;
  readonly due_date: string;
  readonly receivable_account: string | null;
  readonly discount_percent: string | null;
}
interface Item {
  readonly id: string;
  readonly description: string;
  readonly unit: string | null;
  readonly sale_price: string;
  readonly income_account: string;
  readonly tax: string;
  readonly tax_rate: string;
  readonly tax_category: string | null;
  readonly tax_mention: string | null;
  readonly tax_account: string | null;
}

export interface InvoiceBody {
  readonly customer: string;
  readonly issue_date: string;
  readonly reference?: string;
  readonly subject?: string;
  readonly note?: string;
  readonly lines: readonly {
    readonly item: string;
    readonly description?: string;
    readonly quantity?: string;
    readonly unit_price?: string;
    readonly discount_percent?: string;
  }[];
}

const ZERO = new Decimal(0);
const money = (amount: Decimal): string => amount.toDecimalPlaces(2).toFixed(2);
const sum = (amounts: readonly string[]): Decimal => amounts.reduce((total, amount) => total.plus(amount), ZERO);

/** Lines, VAT by rate, and totals; each amount rounded once. */
export function computeInvoice(body: InvoiceBody, links: Required<InvoiceLinks>, settings: Settings) {
  const [customer, currency] = [links.customer!, links.currency!];
  const rate = currency.code === settings.currency_code ? "1" : currency.rate;
  const items = new Map(links.items.map((item) => [item.id, item]));
  const lines = body.lines.map((line) => computeLine(line, items.get(line.item)!, customer, rate));
  const vat = computeVat(lines, rate);
  const net = sum(lines.map((line) => line.net));
  const gross = sum(lines.map((line) => line.gross));
  const vatTotal = sum(vat.map((row) => row.amount));
  const total = net.plus(vatTotal);
  const header = {
    customer: body.customer,
    issue_date: body.issue_date,
    payment_terms: customer.payment_terms ?? settings.payment_terms,
    due_date: customer.due_date,
    reference: body.reference ?? null,
    subject: body.subject ?? null,
    currency: currency.id,
    currency_code: currency.code,
    exchange_rate: new Decimal(rate).toFixed(10),
    net_total: money(net),
    discount_total: money(gross.minus(net)),
    vat_total: money(vatTotal),
    grand_total: money(total),
    company_net_total: money(sum(lines.map((line) => line.company_net))),
    company_total: money(total.times(rate)),
    customer_name: customer.name,
    customer_address: addressOf(customer),
    customer_vat_number: customer.vat_number,
    customer_siren: customer.siren,
    customer_tax_ids: customer.tax_ids,
    language: customer.language ?? settings.language,
    receivable_account: customer.receivable_account ?? settings.receivable_account,
    note: body.note ?? null,
  };
  return { header, lines, vat };
}

function addressOf({ address, postal_code, city, foreign_country }: Customer): string {
  const country = foreign_country === null ? "" : `\n${foreign_country}`;
  return `${address ?? ""}\n${postal_code ?? ""} ${city ?? ""}${country}`;
}

function computeLine(line: InvoiceBody["lines"][number], item: Item, customer: Customer, rate: string) {
  const quantity = new Decimal(line.quantity ?? "1").toFixed(3);
  const unit_price = new Decimal(line.unit_price ?? item.sale_price).toFixed(4);
  const discount_percent = new Decimal(line.discount_percent ?? customer.discount_percent ?? "0").toFixed(2);
  const share = new Decimal(1).minus(new Decimal(discount_percent).div(100));
  const full = new Decimal(quantity).times(unit_price);
  const net = money(full.times(share));
  return {
    id: newId(),
    item: item.id,
    description: line.description ?? item.description,
    quantity,
    unit: item.unit,
    unit_price,
    discount_percent,
    gross: money(full),
    net,
    tax: item.tax,
    income_account: item.income_account,
    cost_center: null,
    tax_rate: item.tax_rate,
    tax_category: item.tax_category,
    tax_mention: item.tax_mention,
    tax_account: item.tax_account,
    company_net: money(new Decimal(net).times(rate)),
  };
}

function computeVat(lines: readonly ReturnType<typeof computeLine>[], rate: string) {
  const groups = new Map<string, { readonly first: (typeof lines)[number]; base: Decimal }>();
  for (const line of lines) {
    const key = `${line.tax_rate}|${line.tax_category}|${line.tax_account}|${line.tax_mention}`;
    const group = groups.get(key) ?? { first: line, base: ZERO };
    group.base = group.base.plus(line.net);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ first, base }) => {
    const amount = money(base.times(first.tax_rate).div(100));
    return {
      id: newId(),
      category: first.tax_category,
      rate: first.tax_rate,
      base: money(base),
      amount,
      mention: first.tax_mention,
      account: first.tax_account,
      tax: first.tax,
      company_amount: money(new Decimal(amount).times(rate)),
    };
  });
}
