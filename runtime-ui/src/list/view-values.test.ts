import { expect, test } from "@jest/globals";
import { viewValues } from "./view-values.ts";

test.each([
  ["is_supplier", { is_supplier: "true" }],
  ["is_customer && !is_group", { is_customer: "true", is_group: "false" }],
  ["direction == 'paid' && level == 2", { direction: "paid", level: "2" }],
  ["is_active && due_date < today() && party.is_customer", { is_active: "true" }],
  ["'paid' == direction", { direction: "paid" }],
  ["(kind == 'a||b') && (name == 'A && B' && level == -2)", { kind: "a||b", name: "A && B", level: "-2" }],
  ["is_customer || is_supplier", {}],
  ["docstatus != 'draft'", {}],
  [undefined, {}],
])("a new document of the view %p begins with %p", (filter, values) => {
  expect(viewValues({ filter })).toEqual(values);
});
