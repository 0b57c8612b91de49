import { describe, expect, test } from "@jest/globals";
import type { ListTotal, MetaAnswer } from "../../../engine/http/api-types.ts";
import { resolveColumn } from "../meta/columns.ts";
import { totalRows } from "./total-rows.ts";

const label = { fr: "x", en: "x" };
const doctype = {
  id: "bill",
  label,
  fields: {
    currency: { type: "text", label },
    unit: { type: "text", label },
    amount: { type: "money", currency: "currency", label },
    own: { type: "money", label },
    weight: { type: "quantity", unit: "unit", label },
    pages: { type: "integer", label },
  },
};
const meta = { doctypes: { bill: doctype }, workflows: {} } as unknown as MetaAnswer;
const columns = ["amount", "own", "weight", "pages"].map((path) => resolveColumn(meta, "bill", path)!);
const one = (unit: string | null, sum: string | number, docstatus?: ListTotal["docstatus"]): ListTotal => {
  return { unit, sum, count: 1, ...(docstatus && { docstatus }) };
};
const shown = (totals: Readonly<Record<string, readonly ListTotal[]>>) =>
  totalRows(meta, columns, totals).map(({ id: _id, ...row }) => row);

describe("below a list", () => {
  test("amounts stand once for each currency, however many; what has no unit stands in the first row", () => {
    const codes = ["AUD", "CAD", "CHF", "EUR", "GBP", "JPY", "USD", "XOF"];
    const rows = shown({
      amount: codes.map((code) => one(code, "1.00")),
      own: [one("EUR", "9.00")],
      pages: [one(null, 7)],
    });
    expect(rows.map((row) => row["currency"])).toEqual(codes);
    expect(rows[0]).toEqual({ amount: "1.00", currency: "AUD", pages: 7, $kind: "all", $unit: "AUD" });
    expect(rows[3]).toMatchObject({ amount: "1.00", own: "9.00" });
  });

  test("quantities of two units are never one sum", () => {
    const rows = shown({ weight: [one("kg", "2"), one("piece", "3")] });
    expect(rows.map((row) => [row["weight"], row["$unit"]] as unknown)).toEqual([
      ["2", "kg"],
      ["3", "piece"],
    ]);
  });

  test("what is submitted comes first, drafts apart, what was cancelled only where there is nothing else", () => {
    const amount = [one("EUR", "1.00", "submitted"), one("EUR", "2.00", "draft"), one("EUR", "4.00", "cancelled")];
    const read = (totals: readonly ListTotal[]) =>
      shown({ amount: totals }).map((row) => [row["$kind"], row["amount"]] as unknown);
    expect(read(amount)).toEqual([
      ["submitted", "1.00"],
      ["draft", "2.00"],
    ]);
    expect(read(amount.slice(1))).toEqual([["draft", "2.00"]]);
    expect(read(amount.slice(2))).toEqual([["cancelled", "4.00"]]);
  });

  test("stands nothing where nothing was added", () => {
    expect(shown({ amount: [], pages: [] })).toEqual([]);
  });
});
