import { describe, expect, test } from "@jest/globals";
import type { FormRow } from "../model/types.ts";
import { orderMeta } from "../testing/order-meta.ts";
import { mergeRows } from "./merge-rows.ts";

const child = orderMeta().doctypes["order_line"]!;
const row = (id: string, quantity: string, price: string): FormRow => ({ id, $key: id, quantity, price, net: "0" });
const base = [row("a", "1", "13"), row("b", "1", "5")];
const shown = (rows: readonly FormRow[]) =>
  rows.map(({ id, quantity, price }) => `${id ?? "new"} ${quantity} × ${price}`);

describe("lines that two people changed", () => {
  test("keep what each of them changed, row by row and column by column", () => {
    const theirs = [row("a", "1", "20"), row("b", "1", "5")];
    const yours = [row("a", "4", "13"), row("b", "1", "6")];
    expect(shown(mergeRows(child, { base, theirs, yours }))).toEqual(["a 4 × 20", "b 1 × 6"]);
  });

  test("keep rows that either added, and lose those that either took away", () => {
    const added: FormRow = { $key: "k", quantity: "7", price: "1" };
    const theirs = [row("b", "1", "5"), row("c", "2", "2")];
    const yours = [row("a", "1", "13"), added];
    expect(shown(mergeRows(child, { base, theirs, yours }))).toEqual(["new 7 × 1", "c 2 × 2"]);
  });

  test("keep what one typed in a row that somebody else took away", () => {
    const yours = [row("a", "4", "13"), row("b", "1", "5")];
    expect(shown(mergeRows(child, { base, theirs: [row("b", "1", "5")], yours }))).toEqual(["new 4 × 13", "b 1 × 5"]);
  });
});
