import type { Client } from "../../../../tests/reliability/support/http-client.ts";
import { openSmallBusiness, submittedInvoice } from "../../../../tests/reliability/support/small-business.ts";

const SALES_TAX = "is_active && use != 'purchase'";

/** Customers, items and invoices whose defaults differ from one another. */
export async function openVariedBusiness(client: Client): Promise<void> {
  const business = await openSmallBusiness(client);
  const one = async (doctype: string, skip: number, where = "true") => {
    const query = `fields=id&limit=1&offset=${skip}&where=${encodeURIComponent(where)}`;
    const { body } = await client.get(`/api/v1/${doctype}?${query}`);
    return (body["items"] as readonly { readonly id: string }[])[0]?.id ?? null;
  };
  await client.make("/api/v1/party", {
    name: "Foreign",
    is_customer: true,
    discount_percent: "12.5",
    currency: await one("currency", 1, "is_active"),
    payment_terms: await one("payment_terms", 2),
    sales_tax: await one("tax", 3, SALES_TAX),
    language: "en",
    country: await one("country", 5),
  });
  await client.make("/api/v1/item", {
    code: "A",
    name: "Lamp",
    sale_price: "19.99",
    sale_tax: await one("tax", 1, SALES_TAX),
  });
  await client.make("/api/v1/item", { code: "B", name: "Book", description: "Long", unit: await one("unit", 1) });
  await submittedInvoice(client, business, "100.00");
}
