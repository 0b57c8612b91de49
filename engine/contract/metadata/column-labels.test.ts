import { expect, test } from "@jest/globals";
import { columnLabels } from "./column-labels.ts";

const text = (fr: string, en: string) => ({ fr, en });
const number = { path: "number", steps: [text("Numéro", "Number")] };
const customerName = { path: "customer.name", steps: [text("Client", "Customer"), text("Nom", "Name")] };
const sellerName = { path: "seller.name", steps: [text("Vendeur", "Seller"), text("Nom", "Name")] };
const fr = (labels: readonly { readonly fr: string }[]) => labels.map((label) => label.fr);

test("a path reads as its last field, with its owner where another column or a field reads the same", () => {
  expect(fr(columnLabels([number, customerName]))).toEqual(["Numéro", "Nom"]);
  expect(fr(columnLabels([customerName, sellerName]))).toEqual(["Client › Nom", "Vendeur › Nom"]);
  expect(fr(columnLabels([number, customerName], {}, [text("Nom", "Family name")]))).toEqual([
    "Numéro",
    "Client › Nom",
  ]);
  expect(
    columnLabels([number, { path: "customer.number", steps: [text("Client", "Customer"), text("N°", "Number")] }])[1]
      ?.en,
  ).toBe("Customer › Number");
});

test("a view's own words stand, and make the other column plain again", () => {
  const own = { "customer.name": text("Acheteur", "Buyer") };
  expect(fr(columnLabels([customerName, sellerName], own))).toEqual(["Acheteur", "Nom"]);
});
