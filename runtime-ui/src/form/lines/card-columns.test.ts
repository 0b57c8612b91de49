import { expect, test } from "@jest/globals";
import type { Field } from "../../../../engine/contract/types/index.ts";
import type { FormRow } from "../model/types.ts";
import { cardColumns } from "./card-columns.ts";

const column = (id: string, type: string) => ({ id, field: { type, label: { fr: id, en: id } } as unknown as Field });
const ALLOCATION = [column("invoice", "text"), column("amount", "money"), column("write_off", "money")];
const ENTRY = [
  column("account", "text"),
  column("debit", "money"),
  column("credit", "money"),
  column("rate", "percent"),
];
const shown = (columns: Parameters<typeof cardColumns>[0], values: object) => {
  const { amount, details } = cardColumns(columns, { $key: "k", ...values } as FormRow);
  return [amount?.id, details.map(({ id }) => id)];
};

test("the card of a row shows the first amount there is in the order of the layout, then what else is not nought", () => {
  expect(shown(ALLOCATION, { amount: "90.00", write_off: "10.00" })).toEqual(["amount", ["write_off"]]);
  expect(shown(ALLOCATION, { amount: "90.00", write_off: "0.00" })).toEqual(["amount", []]);
  expect(shown(ENTRY, { debit: null, credit: "5.00", rate: "20" })).toEqual(["credit", ["rate"]]);
  expect(shown(ENTRY, { debit: "0", credit: "" })).toEqual([undefined, []]);
});
