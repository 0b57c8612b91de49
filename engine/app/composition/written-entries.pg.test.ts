import { beforeAll, expect, test } from "@jest/globals";
import { openRealProduct } from "../../../tests/reliability/support/real-product.ts";
import {
  invoiceValues,
  openSmallBusiness,
  type SmallBusiness,
} from "../../../tests/reliability/support/small-business.ts";

const product = openRealProduct();
const company = () => product.organization("company").client;
let business: SmallBusiness;
beforeAll(async () => {
  business = await openSmallBusiness(company(), "Writer");
});

type Entry = Readonly<Record<string, unknown>>;
type Items = { readonly items: readonly { readonly ledger: string; readonly entries: readonly Entry[] }[] };

/** An invoice over a line of 10.5 at 12 and one that is given away, in the books. */
async function posted() {
  const values = invoiceValues(business, "12");
  const [line] = values.lines;
  const lines = [
    { ...line, quantity: "10.5" },
    { ...line, discount_percent: "100" },
  ];
  const invoice = await company().make("/api/v1/sales_invoice?submit=true", { ...values, lines });
  const { items } = (await company().get(`/api/v1/sales_invoice/${String(invoice["id"])}/postings`))
    .body as unknown as Items;
  return { invoice, items, general: items.find(({ ledger }) => ledger === "general")!.entries };
}

test("entries write their numbers as the document they come from writes its own", async () => {
  const { invoice, general } = await posted();
  const lines = invoice["lines"] as readonly Entry[];
  const [receivable, sold] = general;
  expect(receivable).toMatchObject({ debit: invoice["company_total"], currency_amount: invoice["grand_total"] });
  expect(sold).toMatchObject({
    credit: lines[0]!["company_net"],
    currency_amount: `-${String(lines[0]!["net"])}`,
    quantity: lines[0]!["quantity"],
    tax_rate: lines[0]!["tax_rate"],
  });
});

test("what is given away is entered for its quantity; nothing is entered for nothing", async () => {
  const { items, general } = await posted();
  expect(general.map(({ debit, credit, quantity }) => [debit, credit, quantity])).toEqual([
    ["151.20", "0.00", "0.000"],
    ["0.00", "126.00", "10.500"],
    ["0.00", "0.00", "1.000"],
    ["0.00", "25.20", "0.000"],
  ]);
  const isNothing = (entry: Entry) =>
    Object.values(entry).every((value) => !/^-?\d+\.\d+$/.test(String(value)) || Number(value) === 0);
  expect(items.flatMap(({ entries }) => entries.filter(isNothing))).toEqual([]);
});
