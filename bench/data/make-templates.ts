import type { Product } from "../product.ts";

/** One customer, ten items and one submitted invoice, made through the API: what the loaded rows are copies of. */
export async function makeTemplates({ call }: Product, organization: string): Promise<string> {
  const create = <T = { readonly id: string }>(path: string, body: unknown) =>
    call<T>("POST", `/api/v1/${path}`, body, organization);
  const customer = await create("party", {
    code: "BENCH",
    name: "Bench",
    is_customer: true,
    city: "Lyon",
    email: "bench@example.com",
    address: "1 rue du Banc",
    postal_code: "69001",
  });
  const items: string[] = [];
  for (let n = 0; n < 10; n++) {
    const item = await create("item", { code: `BENCH${n}`, name: `Article ${n}`, sale_price: String(10 + n) });
    items.push(item.id);
  }
  const lines = items.map((item) => ({ item, quantity: "2" }));
  const invoice = await create("sales_invoice", { customer: customer.id, lines });
  await create(`sales_invoice/${invoice.id}/submit`, {});
  return invoice.id;
}
