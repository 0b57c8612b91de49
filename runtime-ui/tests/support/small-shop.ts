import type { RunningProduct } from "../../../tests/screens/support/running-product.ts";

interface Stored {
  readonly id: string;
}

export interface SmallShop {
  readonly customer: string;
  readonly item: string;
}

/** A customer and an item, so that an invoice can be written. */
export async function openSmallShop(product: RunningProduct): Promise<SmallShop> {
  const customer = await product.call<Stored>("POST", "/api/v1/party", {
    name: "Librairie du Pont",
    address: "3 rue du Pont",
    postal_code: "69002",
    city: "Lyon",
  });
  const item = await product.call<Stored>("POST", "/api/v1/item", {
    code: "LAMPE",
    name: "Lampe de bureau",
    sale_price: "40.00",
  });
  return { customer: customer.id, item: item.id };
}
