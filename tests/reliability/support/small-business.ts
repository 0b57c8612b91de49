import type { Client } from "./http-client.ts";
import { TODAY } from "./today.ts";

/** Ids of what a small invoice needs. */
export interface SmallBusiness {
  readonly customer: string;
  readonly tax: string;
  readonly today: string;
}

/** A customer, and the VAT of 20 % that comes with the chart of accounts. */
export async function openSmallBusiness(client: Client, name = "Acme"): Promise<SmallBusiness> {
  const customer = await client.make("/api/v1/party", { name, code: name.toUpperCase(), is_customer: true });
  return { customer: String(customer["id"]), tax: await taxOf(client), today: TODAY };
}

async function taxOf(client: Client): Promise<string> {
  const filter = JSON.stringify({ field: "code", op: "eq", value: "TVA20" });
  const { body } = await client.get(`/api/v1/tax?fields=id&filter=${encodeURIComponent(filter)}`);
  const [tax] = body["items"] as readonly { readonly id: string }[];
  if (!tax) throw new Error("the French chart comes with TVA20");
  return tax.id;
}

/** Values of an invoice over one line: `net` before 20 % VAT. */
export function invoiceValues({ customer, tax, today }: SmallBusiness, net: string, more: object = {}) {
  return {
    customer,
    issue_date: today,
    lines: [{ description: "Fourniture", quantity: "1", unit_price: net, tax }],
    ...more,
  };
}

export async function submittedInvoice(client: Client, business: SmallBusiness, net: string) {
  return client.make("/api/v1/sales_invoice?submit=true", invoiceValues(business, net));
}
