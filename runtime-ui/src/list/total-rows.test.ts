import { afterAll, expect, test } from "@jest/globals";
import type { ListAnswer, MetaAnswer } from "../../../engine/http/api-types.ts";
import type { Filter } from "../api/documents.ts";
import { resolveColumn } from "../meta/columns.ts";
import { totalRows } from "./total-rows.ts";
import type { ListModel } from "./use-list-model.ts";

const label = { fr: "x", en: "x" };
const doctype = {
  id: "bill",
  label,
  fields: { currency: { type: "text", label }, amount: { type: "money", currency: "currency", label } },
};
const meta = { doctypes: { bill: doctype }, workflows: {} } as unknown as MetaAnswer;
const model = {
  doctype,
  view: { totals: ["amount"] },
  columns: [resolveColumn(meta, "bill", "amount")],
} as unknown as ListModel;

interface Bill {
  readonly currency: string | null;
  readonly amount: number;
}

function holds(filter: Filter, bill: Bill): boolean {
  if ("and" in filter) return filter.and.every((one) => holds(one, bill));
  if ("not" in filter) return !holds(filter.not, bill);
  if (!("field" in filter)) throw new TypeError("a filter this test does not know");
  const value = bill[filter.field as keyof Bill];
  if (filter.op === "is_null") return (value === null) === filter.value;
  if (filter.op === "in") return (filter.value as readonly unknown[]).includes(value);
  return value === filter.value;
}

function answerOf(bills: readonly Bill[], filter: Filter | null): ListAnswer {
  const items = bills.filter((bill) => filter === null || holds(filter, bill));
  const amount = String(items.reduce((sum, bill) => sum + bill.amount, 0));
  return { items: items.map((bill, index) => ({ id: String(index), ...bill })), totals: { amount } } as never;
}

const present = globalThis.fetch;
afterAll(() => {
  globalThis.fetch = present;
});

test.each([
  [
    "one currency",
    [
      ["EUR", 1],
      ["EUR", 2],
    ],
    [["EUR", "3"]],
  ],
  [
    "none said",
    [
      [null, 1],
      [null, 2],
    ],
    [[null, "3"]],
  ],
  [
    "two",
    [
      ["EUR", 1],
      ["USD", 5],
      ["EUR", 2],
    ],
    [
      ["EUR", "3"],
      ["USD", "5"],
    ],
  ],
  [
    "some without one",
    [
      ["USD", 5],
      [null, 1],
      [null, 2],
    ],
    [
      [null, "3"],
      ["USD", "5"],
    ],
  ],
] as const)("amounts of several currencies have no common total: %s", async (_title, rows, expected) => {
  const bills = rows.map(([currency, amount]): Bill => ({ currency, amount }));
  globalThis.fetch = async (address) => {
    const filter = new URL(String(address), "http://localhost").searchParams.get("filter");
    return Response.json(answerOf(bills, filter === null ? null : (JSON.parse(filter) as Filter)));
  };
  for (const isWhole of [true, false]) {
    const told = await totalRows(meta, model, {}, answerOf(bills, null), isWhole);
    const read = told.map((row) => [row["currency"], row["amount"]]);
    expect(read.toSorted()).toEqual([...expected].map((one) => [...one]).toSorted());
  }
});
