import { expect, test } from "@jest/globals";
import { orderMeta } from "../testing/order-meta.ts";
import { rowTexts } from "./row-texts.ts";

test("lines are told by what differs, not by how many there are", () => {
  const context = { meta: orderMeta(), language: "en" as const };
  const base = [
    { id: "a", quantity: "1", price: "4.00", net: "4.00" },
    { id: "b", quantity: "1", price: "5.00" },
  ];
  const mine = [{ id: "a", quantity: "3", price: "4.00", net: "12.00" }];
  expect(rowTexts(context, "order_line", mine, base)).toEqual(["1 : x 3", "− 2"]);
  expect(rowTexts(context, "order_line", base, base)).toEqual([]);
});
