import { describe, expect, test } from "@jest/globals";
import type { FormRow } from "../model/types.ts";
import { orderMeta } from "../testing/order-meta.ts";
import { conflictPlaces, type IsTheirs } from "./conflict-places.ts";
import { mergeRows } from "./merge-rows.ts";

const meta = orderMeta();
const child = meta.doctypes["order_line"]!;
const row = (id: string, quantity: string, price: string): FormRow => ({ id, $key: id, quantity, price, net: "0" });
const base = [row("a", "1", "13"), row("b", "1", "5")];
const added: FormRow = { $key: "k", quantity: "7", price: "1" };

interface Case {
  readonly theirs: readonly FormRow[];
  readonly yours: readonly FormRow[];
}
const placesOf = ({ theirs, yours }: Case) =>
  conflictPlaces(
    meta.doctypes["order"]!,
    { lines: child },
    {
      base: { lines: base },
      yours: { lines: yours },
      theirs: { lines: theirs },
    },
  );
/** The rows where nobody chose, unless told what is. */
function merged(rows: Case, chosen?: IsTheirs): readonly string[] {
  const unasked = new Map(placesOf(rows).map(({ key, isTheirs }) => [key, isTheirs]));
  const result = mergeRows("lines", child, rows, chosen ?? ((key) => unasked.get(key) ?? false));
  return result.map(({ id, quantity, price }) => `${id ?? "new"} ${quantity} × ${price}`);
}

describe("lines that two people changed", () => {
  const both: Case = {
    theirs: [row("a", "1", "20"), row("b", "2", "5")],
    yours: [row("a", "4", "13"), row("b", "3", "5")],
  };

  test("keep what each of them changed, row by row and column by column", () => {
    expect(placesOf(both).map(({ key, isTheirs }) => [key, isTheirs])).toEqual([
      ["lines/a/quantity", false],
      ["lines/a/price", true],
      ["lines/b/quantity", false],
    ]);
    expect(merged(both)).toEqual(["a 4 × 20", "b 3 × 5"]);
  });

  test("are in each cell what one chose", () => {
    expect(merged(both, (key) => key === "lines/a/quantity")).toEqual(["a 1 × 13", "b 3 × 5"]);
    expect(merged(both, () => true)).toEqual(["a 1 × 20", "b 2 × 5"]);
    expect(merged(both, () => false)).toEqual(["a 4 × 13", "b 3 × 5"]);
  });

  test("keep rows that either added, and lose those that either took away, unless one chooses otherwise", () => {
    const rows: Case = { theirs: [row("b", "1", "5"), row("c", "2", "2")], yours: [row("a", "1", "13"), added] };
    expect(merged(rows)).toEqual(["new 7 × 1", "c 2 × 2"]);
    expect(merged(rows, () => true)).toEqual(["b 1 × 5", "c 2 × 2"]);
    expect(merged(rows, () => false)).toEqual(["new 1 × 13", "new 7 × 1"]);
  });

  test("that comes back is what it was, in each cell: nothing of it is proposed anew", () => {
    const loaded = { ...row("a", "1", "18"), $auto: ["quantity", "price", "rate"] };
    const [again] = mergeRows("lines", child, { theirs: [], yours: [loaded] }, () => false);
    expect(again).toMatchObject({ quantity: "1", price: "18", $auto: ["rate"] });
  });

  test("take nothing anew where one chose between them", () => {
    const theirs = [{ ...row("a", "1", "20"), $auto: ["quantity", "price"] }];
    const yours = [{ ...row("a", "4", "13"), $auto: ["quantity"] }];
    const [merged] = mergeRows("lines", child, { theirs, yours }, (key) => key === "lines/a/price");
    expect(merged).toMatchObject({ quantity: "4", price: "20", $auto: [] });
  });

  test("keep what one typed in a row that somebody else took away", () => {
    const yours = [row("a", "4", "13"), row("b", "1", "5")];
    expect(merged({ theirs: [row("b", "1", "5")], yours })).toEqual(["new 4 × 13", "b 1 × 5"]);
  });
});
