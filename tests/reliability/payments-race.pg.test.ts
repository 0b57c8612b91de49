import { beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "../../engine/database/index.ts";
import { until } from "../support/until.ts";
import { brokenRules, brokenSeries, halfSubmitted, unbalancedPostings } from "./support/audit.ts";
import type { Client, Reply } from "./support/http-client.ts";
import { openRealProduct } from "./support/real-product.ts";
import { invoiceValues, openSmallBusiness, type SmallBusiness, submittedInvoice } from "./support/small-business.ts";

const AT_ONCE = 100;
/** Every payment needs a connection of its own while all of them wait for the same balance. */
const product = openRealProduct({ poolSize: AT_ONCE + 5 });

let client: Client;
let business: SmallBusiness;

beforeAll(async () => {
  client = product.organization("company").client;
  business = await openSmallBusiness(client);
});

const paymentValues = (amount: string, allocations: readonly object[]) => ({
  direction: "received",
  party: business.customer,
  date: business.today,
  amount,
  allocations,
});

async function draftPayments(count: number, values: (index: number) => object): Promise<string[]> {
  const drafts: string[] = [];
  for (let index = 0; index < count; index++) {
    drafts.push(String((await client.make("/api/v1/payment", values(index)))["id"]));
  }
  return drafts;
}

const submitAll = (doctype: string, ids: readonly string[]): Promise<Reply[]> =>
  Promise.all(ids.map((id) => client.post(`/api/v1/${doctype}/${id}/submit`)));

const field = async (doctype: string, id: string, name: string) =>
  (await client.get(`/api/v1/${doctype}/${id}`)).body[name];

const codes = (replies: readonly Reply[]) =>
  replies.filter(({ status }) => status !== 200).map(({ body }) => body["code"]);

async function deadlocks(): Promise<number> {
  const text = await product.db.read(null, (connection) =>
    connection.queryText(sql`select deadlocks::text from pg_stat_database where datname = current_database()`),
  );
  return Number(text);
}

/** All must have come before the first of them has waited for the minute a statement may take. */
const HELD_MS_MAX = 50_000;

/** Connections that wait for a row somebody else changes; those that wait for anything else (to notify, say) do not count. */
async function waitingForRows(): Promise<number> {
  const text = await product.db.read(null, (connection) =>
    connection.queryText(sql`
      select count(*)::text from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and wait_event in ('transactionid', 'tuple')`),
  );
  return Number(text);
}

/**
 * Starts the requests while somebody else holds the balance of an item, and lets go only when all of them wait for it: every one
 * has then passed the rules, which saw the balance untouched.
 */
async function whileHeld(item: string, count: number, start: () => Promise<Reply[]>): Promise<Reply[]> {
  const { db } = product;
  let replies: Promise<Reply[]> | undefined;
  await db.transaction(product.organization("company"), async (tx) => {
    await tx.query(sql`select 1 from ledger_open_items__guard where item = ${item}::uuid for update`);
    replies = start();
    replies.catch(() => undefined);
    await until(`${count} wait for the balance`, async () => (await waitingForRows()) >= count, HELD_MS_MAX);
  });
  return replies!;
}

describe("many payments of one invoice at once", () => {
  test("the last cent is given once: what would go below zero is refused, however many saw it free", async () => {
    const invoice = await submittedInvoice(client, business, "1000.00");
    const id = String(invoice["id"]);
    expect(invoice["outstanding"]).toBe("1200.00");
    // 100 × 14.50 = 1,450: 82 fit into 1,200.
    const drafts = await draftPayments(AT_ONCE, () => paymentValues("14.50", [{ invoice: id, amount: "14.50" }]));
    const before = await deadlocks();

    const replies = await whileHeld(id, AT_ONCE, () => submitAll("payment", drafts));

    expect(replies.filter(({ status }) => status === 200)).toHaveLength(82);
    expect(codes(replies)).toEqual(Array(18).fill("LEDGER_BALANCE_BELOW_MINIMUM"));
    expect(await field("sales_invoice", id, "outstanding")).toBe("11.00");
    expect(await deadlocks()).toBe(before);
    const settled = await product.db.read(product.organization("company"), (connection) =>
      connection.queryText(sql`
        select sum(a.amount)::text from payment__allocations a join payment p on p.id = a.parent
        where a.invoice = ${id}::uuid and p.docstatus = 'submitted'`),
    );
    expect(settled).toBe("1189.00");
  });

  test("without anybody holding them back, none is lost and none is one too many", async () => {
    const id = String((await submittedInvoice(client, business, "100.00"))["id"]);
    const drafts = await draftPayments(AT_ONCE, () => paymentValues("7.00", [{ invoice: id, amount: "7.00" }]));
    const replies = await submitAll("payment", drafts);
    const refused = codes(replies);
    expect(AT_ONCE - refused.length).toBe(17);
    // Whoever came late enough to see the balance gone is told so by the rule, the others by the ledger.
    expect(refused.filter((code) => code !== "LEDGER_BALANCE_BELOW_MINIMUM" && code !== "RULE_BROKEN")).toEqual([]);
    expect(await field("sales_invoice", id, "outstanding")).toBe("1.00");
  });

  test("payments of the same invoices in opposite order never wait for each other in a circle", async () => {
    const [a, b] = [
      String((await submittedInvoice(client, business, "500.00"))["id"]),
      String((await submittedInvoice(client, business, "500.00"))["id"]),
    ];
    const drafts = await draftPayments(40, (index) => {
      const allocations = [a, b].map((invoice) => ({ invoice, amount: "5.00" }));
      return paymentValues("10.00", index % 2 === 0 ? allocations : allocations.reverse());
    });
    const before = await deadlocks();
    const replies = await submitAll("payment", drafts);
    expect(codes(replies)).toEqual([]);
    expect(await deadlocks()).toBe(before);
    expect(await field("sales_invoice", a, "outstanding")).toBe("400.00");
    expect(await field("sales_invoice", b, "outstanding")).toBe("400.00");
  });
});

describe("many submits at once", () => {
  test("50 of which 5 fail, at the rules or in the ledger, draw 45 consecutive numbers", async () => {
    await closeMonthBefore();
    const ids: string[] = [];
    for (let index = 0; index < 50; index++) {
      const values =
        index % 20 === 7 ? negative() : index % 20 === 13 ? inClosedPeriod() : invoiceValues(business, "1.00");
      ids.push(String((await client.make("/api/v1/sales_invoice", values))["id"]));
    }
    const replies = await submitAll("sales_invoice", ids);
    expect(codes(replies).sort()).toEqual([
      "LEDGER_PERIOD_CLOSED",
      "LEDGER_PERIOD_CLOSED",
      "RULE_BROKEN",
      "RULE_BROKEN",
      "RULE_BROKEN",
    ]);
    const numbers = replies.flatMap(({ status, body }) =>
      status === 200 ? [Number(String(body["number"]).slice(-5))] : [],
    );
    const first = Math.min(...numbers);
    expect(numbers.sort((one, other) => one - other)).toEqual(Array.from({ length: 45 }, (_, index) => first + index));
  });

  const negative = () => {
    const values = invoiceValues(business, "1.00");
    return { ...values, lines: values.lines.map((line) => ({ ...line, quantity: "-1" })) };
  };
  /** The same series, another period. */
  const inClosedPeriod = () =>
    invoiceValues(business, "1.00", { issue_date: closedDate(), due_date: `${business.today.slice(0, 4)}-12-31` });

  const closedDate = () => `${business.today.slice(0, 4)}-${business.today.slice(5, 7) === "01" ? "02" : "01"}-15`;

  async function closeMonthBefore(): Promise<void> {
    const filter = JSON.stringify({
      and: [
        { field: "start_date", op: "lte", value: closedDate() },
        { field: "end_date", op: "gte", value: closedDate() },
      ],
    });
    const { body } = await client.get(`/api/v1/period?filter=${encodeURIComponent(filter)}`);
    const [period] = body["items"] as readonly { readonly id: string }[];
    const closed = await client.call("PATCH", `/api/v1/period/${period!.id}`, { closed: true });
    expect(closed.status).toBe(200);
  }
});

test("after all of it the books are in order", async () => {
  const organization = product.organization("company");
  const { db, perfex } = product;
  expect(await halfSubmitted(db, organization, "sales_invoice")).toEqual([]);
  expect(await halfSubmitted(db, organization, "payment")).toEqual([]);
  expect(await brokenSeries(db, organization, "sales_invoice")).toEqual([]);
  expect(await brokenSeries(db, organization, "payment")).toEqual([]);
  expect(await unbalancedPostings(db, organization)).toEqual([]);
  expect(await brokenRules(db, organization, await perfex.registries.current(organization.id))).toEqual([]);
});
