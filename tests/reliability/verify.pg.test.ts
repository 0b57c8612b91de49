import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Invariant } from "../../engine/app/verify/invariant.ts";
import { invariantsOf } from "../../engine/app/verify/invariants.ts";
import { verifyOrganization } from "../../engine/app/verify/verify-organization.ts";
import { quoteIdent, type Transaction } from "../../engine/database/index.ts";
import type { Registry } from "../../engine/registry/index.ts";
import { rollUpAll } from "../support/roll-up-all.ts";
import { brokenRules } from "./support/audit.ts";
import { openRealProduct } from "./support/real-product.ts";
import { openSmallBusiness, submittedInvoice } from "./support/small-business.ts";

const label = (en: string) => ({ fr: en, en });
const numbered = (id: string, number: object) => {
  return { id, label: label(id), kind: "document", number, fields: { name: { type: "text", label: label("Name") } } };
};
/** Doctypes whose numbers may have gaps; a key of the second might be one of a journal's, which may have none. */
const LOOSE = {
  "loose/module.json": { id: "loose", label: label("Loose"), depends_on: ["finance"], menu: {} },
  "loose/doctypes/slip.json": numbered("slip", { series: "slip{000}", on: "create" }),
  "loose/doctypes/stub.json": numbered("stub", { series: "STUB-{year(today())}-{00000}", on: "create" }),
};
const folder = mkdtempSync(join(tmpdir(), "perfex-loose-"));
for (const [path, content] of Object.entries(LOOSE)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), JSON.stringify(content));
}
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const product = openRealProduct({ moreMetadata: [folder] });

let registry: Registry;
let invariants: readonly Invariant[];
/** Documents to be tampered with: an invoice, one that was cancelled, one partly paid, and its payment. */
const ids = { invoice: "", cancelled: "", paid: "", payment: "", draft: "" };

beforeAll(async () => {
  const organization = product.organization("company");
  const { client } = organization;
  const business = await openSmallBusiness(client);
  const invoice = async (net: string) => String((await submittedInvoice(client, business, net))["id"]);
  ids.invoice = await invoice("100.00");
  ids.paid = await invoice("200.00");
  ids.cancelled = await invoice("300.00");
  const allocations = [{ invoice: ids.paid, amount: "50.00" }];
  const money = { direction: "received", party: business.customer, date: business.today, amount: "50.00" };
  const payment = { ...money, allocations };
  ids.payment = String((await client.make("/api/v1/payment?submit=true", payment))["id"]);
  ids.draft = String((await client.make("/api/v1/payment", { ...payment, allocations: [] }))["id"]);
  await client.make(`/api/v1/sales_invoice/${ids.cancelled}/cancel`);
  for (const doctype of ["slip", "stub"]) {
    const made = [await client.make(`/api/v1/${doctype}`), await client.make(`/api/v1/${doctype}`)];
    expect((await client.call("DELETE", `/api/v1/${doctype}/${made[0]!["id"]}`)).status).toBeLessThan(300);
  }
  await client.call("DELETE", `/api/v1/slip/${(await client.make("/api/v1/slip"))["id"]}`);
  registry = await product.perfex.registries.current(organization.id);
  expect(await rollUpAll(product.db, organization, registry, "general")).toBe(0);
  invariants = invariantsOf(registry);
});

/** Runs statements as nobody but an intruder or a failing disk would, asks one rule, and takes everything back. */
async function rowsAfter(planted: readonly string[], { broken }: Invariant): Promise<readonly unknown[]> {
  const { schema } = product.organization("company");
  const undone = new Error("planted violations are taken back");
  let rows: readonly unknown[] = [];
  await product.db
    .transaction(null, async (tx) => {
      await run(tx, `set local search_path = ${quoteIdent(schema)}, extensions`);
      // Triggers and foreign keys look away.
      await run(tx, "set local session_replication_role = replica");
      for (const text of planted) expect([text, await changedRows(tx, text)]).not.toEqual([text, 0]);
      rows = await tx.query(broken);
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
  return rows;
}

const run = (tx: Transaction, text: string) => tx.query({ text, values: [] });
/** A plant that finds nothing to spoil proves nothing. */
const changedRows = async (tx: Transaction, text: string) =>
  text.startsWith("drop") ? run(tx, text).then(() => 1) : (await run(tx, `${text} returning 1`)).length;

const STRANGER = "00000000-0000-7000-8000-00000000dead";
const posting = (ledger: string, document: string, kind = "post") =>
  `(select id from posting where ledger = '${ledger}' and document_id = '${document}' and kind = '${kind}')`;
const COPY = "insert into posting (id, ledger, document_type, document_id, document_number, date, kind, created_at)";

interface Plant {
  /** Title of the rule that must notice. */
  readonly rule: string;
  readonly what: string;
  readonly statements: () => readonly string[];
}

const PLANTS: readonly Plant[] = [
  {
    rule: "General ledger: debit = credit per posting",
    what: "an amount changed by a cent",
    statements: () => [
      `update ledger_general set debit = debit + 0.01 where posting = ${posting("general", ids.invoice)} and debit > 0`,
    ],
  },
  {
    rule: "General ledger: debit = credit per posting",
    what: "a line lost",
    statements: () => [`delete from ledger_general where posting = ${posting("general", ids.invoice)} and line = 1`],
  },
  {
    rule: "General ledger: every entry belongs to a posting of its date",
    what: "a posting lost, its lines left",
    statements: () => [`delete from posting where id = ${posting("general", ids.invoice)}`],
  },
  {
    rule: "General ledger: every entry belongs to a posting of its date",
    what: "a line moved to another day",
    statements: () => [
      `update ledger_general set date = date - 1 where posting = ${posting("general", ids.invoice)} and line = 1`,
    ],
  },
  {
    rule: "Open items: every entry belongs to a posting of its date",
    what: "a line moved to a posting of the other ledger",
    statements: () => [
      `update ledger_open_items set posting = ${posting("general", ids.invoice)} where posting = ${posting("open_items", ids.invoice)}`,
    ],
  },
  {
    rule: "General ledger: every reversal is the exact opposite of its original",
    what: "a reversal of another amount that balances",
    statements: () => [
      `update ledger_general set debit = debit * 2, credit = credit * 2 where posting = ${posting("general", ids.cancelled, "reversal")}`,
    ],
  },
  {
    rule: "General ledger: every reversal is the exact opposite of its original",
    what: "a reversal on another account",
    statements: () => [
      `update ledger_general set account = (select id from account order by code limit 1) where posting = ${posting("general", ids.cancelled, "reversal")} and line = 1`,
    ],
  },
  {
    rule: "Open items: every reversal is the exact opposite of its original",
    what: "a line of the reversal lost",
    statements: () => [
      `delete from ledger_open_items where posting = ${posting("open_items", ids.cancelled, "reversal")}`,
    ],
  },
  {
    rule: "General ledger: the monthly sums are the sum of the entries",
    what: "a sum changed",
    statements: () => ["update ledger_general__rollup set debit = debit + 1"],
  },
  {
    rule: "General ledger: the monthly sums are the sum of the entries",
    what: "a sum lost",
    statements: () => ["delete from ledger_general__rollup"],
  },
  {
    rule: "Open items: the guarded balance of open is the sum of the entries, never below 0",
    what: "a balance changed",
    statements: () => [`update ledger_open_items__guard set _balance = _balance + 1 where item = '${ids.invoice}'`],
  },
  {
    rule: "Open items: the guarded balance of open is the sum of the entries, never below 0",
    what: "a balance lost",
    statements: () => [`delete from ledger_open_items__guard where item = '${ids.paid}'`],
  },
  {
    rule: "Open items: the guarded balance of open is the sum of the entries, never below 0",
    what: "a payment of more than the invoice, entered past the balance",
    statements: () => [
      `update ledger_open_items set open = open - 1000 where posting = ${posting("open_items", ids.payment)} and item = '${ids.paid}'`,
    ],
  },
  {
    rule: "Customer invoice: only a submitted document has postings, a cancelled one their exact reversal",
    what: "a submitted invoice made a draft again",
    statements: () => [`update sales_invoice set docstatus = 'draft' where id = '${ids.invoice}'`],
  },
  {
    rule: "Customer invoice: only a submitted document has postings, a cancelled one their exact reversal",
    what: "a cancelled one without its reversal",
    statements: () => [`delete from posting where id = ${posting("general", ids.cancelled, "reversal")}`],
  },
  {
    rule: "Customer invoice: only a submitted document has postings, a cancelled one their exact reversal",
    what: "an invoice deleted under its postings",
    statements: () => [`delete from sales_invoice where id = '${ids.invoice}'`],
  },
  {
    rule: "Payment: only a submitted document has postings, a cancelled one their exact reversal",
    what: "a draft with a posting",
    statements: () => [
      `${COPY} values ('${STRANGER}', 'general', 'payment', '${ids.draft}', null, current_date, 'post', now())`,
    ],
  },
  {
    rule: "Payment: no document is posted twice",
    what: "a payment posted twice",
    statements: () => [
      `${COPY} select '${STRANGER}', ledger, document_type, document_id, document_number, date, kind, created_at from posting where id = ${posting("general", ids.payment)}`,
    ],
  },
  {
    rule: "Customer invoice: postings carry the document's number",
    what: "another number on the posting",
    statements: () => [`update posting set document_number = 'FA-X' where id = ${posting("general", ids.invoice)}`],
  },
  {
    rule: "Customer invoice: a document that was submitted has a number, a draft has none",
    what: "a submitted invoice without number",
    statements: () => [`update sales_invoice set number = null where id = '${ids.paid}'`],
  },
  {
    rule: "Payment: a document that was submitted has a number, a draft has none",
    what: "a draft with a number",
    statements: () => [`update payment set number = 'RG-1' where id = '${ids.draft}'`],
  },
  {
    rule: "Numbers without gap or double",
    what: "the first invoice lost",
    statements: () => [`delete from sales_invoice where number like '%00001'`],
  },
  {
    rule: "Numbers without gap or double",
    what: "one in the middle lost",
    statements: () => [`delete from sales_invoice where number like '%00002'`],
  },
  {
    rule: "Numbers without gap or double",
    what: "the last one lost",
    statements: () => [`delete from sales_invoice where number like '%00003'`],
  },
  {
    rule: "Numbers without gap or double",
    what: "a number given twice",
    statements: () => [
      'drop index "sales_invoice.number.unique"',
      `update sales_invoice set number = (select number from sales_invoice where id = '${ids.paid}') where id = '${ids.invoice}'`,
    ],
  },
  {
    rule: "Numbers without gap or double",
    what: "a number of no series",
    statements: () => [`update sales_invoice set number = 'X' where id = '${ids.invoice}'`],
  },
  {
    rule: "Numbers without gap or double",
    what: "the counter set back",
    statements: () => ["update number_series set next = next - 1 where prefix like 'FA-%'"],
  },
  {
    rule: "Customer invoice: every row has its document, every link leads to a document that exists",
    what: "a customer deleted",
    statements: () => ["delete from party where code = 'ACME'"],
  },
  {
    rule: "Customer invoice: every row has its document, every link leads to a document that exists",
    what: "lines whose invoice is gone",
    statements: () => [`delete from sales_invoice where id = '${ids.invoice}'`],
  },
  {
    rule: "Payment: every row has its document, every link leads to a document that exists",
    what: "an allocated invoice deleted",
    statements: () => [`delete from sales_invoice where id = '${ids.paid}'`],
  },
  {
    rule: "No event waits for more than an hour",
    what: "an event of this morning",
    statements: () => [
      `insert into outbox (id, event, document_type, document_id, version, payload, created_at) values ('${STRANGER}', 'x', 'payment', '${ids.payment}', 1, '{}', now() - interval '2 hours')`,
    ],
  },
];

test("an organization nobody tampered with breaks no rule", async () => {
  expect(await brokenRules(product.db, product.organization("company"), registry)).toEqual([]);
});

describe("every rule notices when it is broken", () => {
  test.each(PLANTS)("$rule: $what", async ({ rule, statements }) => {
    const invariant = invariants.find(({ title }) => title.en === rule);
    expect(invariants.map(({ title }) => title.en)).toContain(rule);
    expect(await rowsAfter(statements(), invariant!)).not.toEqual([]);
  });

  test("and each kind of rule was broken above", () => {
    // The rules of one doctype are those of any other.
    const kindOf = (title: string) => title.replace(/^(General ledger|Open items|.*?): /, "");
    const broken = new Set(PLANTS.map(({ rule }) => kindOf(rule)));
    expect(invariants.map(({ title }) => kindOf(title.en)).filter((kind) => !broken.has(kind))).toEqual([]);
  });
});

/** For what one statement does not tell. */
describe("verifying an organization", () => {
  const broken = async () =>
    (await brokenRules(product.db, product.organization("company"), registry)).map(({ rule }) => rule);

  async function plant(...statements: readonly string[]): Promise<void> {
    await product.db.transaction(null, async (tx) => {
      await run(tx, `set local search_path = ${quoteIdent(product.organization("company").schema)}, extensions`);
      await run(tx, "set local session_replication_role = replica");
      for (const text of statements) await run(tx, text);
    });
  }

  test("finds tables that are not those of the metadata", async () => {
    await plant("alter table party add column intruder text");
    expect(await broken()).toEqual(["The tables are those of the metadata"]);
    await plant("alter table party drop column intruder");
    expect(await broken()).toEqual([]);
  });

  test("finds a submitted document that never reached a ledger", async () => {
    await plant(
      `create table kept as select * from ledger_general where posting = ${posting("general", ids.invoice)}`,
      `create table kept_posting as select * from posting where id = ${posting("general", ids.invoice)}`,
      "delete from ledger_general where posting in (select posting from kept)",
      "delete from posting where id in (select id from kept_posting)",
    );
    const verified = await verifyOrganization(product.db, product.organization("company"), registry);
    const rule = verified.find(({ title }) => title.en === "Every submitted document is in the ledgers its rules name");
    expect(rule?.rows).toEqual([{ doctype: "sales_invoice", id: ids.invoice, ledger: "general" }]);
    await plant(
      "insert into posting select * from kept_posting",
      "insert into ledger_general select * from kept",
      "drop table kept, kept_posting",
    );
    expect(await broken()).toEqual([]);
  });
});
