import { Decimal } from "decimal.js";
import { newId } from "../../engine/kernel/index.ts";
import { type Ask, replayOf } from "./claims.ts";
import { parsed, value } from "./database.ts";
import { GET } from "./invoice-statements.ts";
import { Refusal } from "./refusal.ts";
import { type Settings, settings } from "./settings.ts";
import { IS_PERIOD_CLOSED, READ, SUBMIT } from "./submit-statements.ts";
import { assertValid } from "./validate.ts";

interface Invoice {
  readonly id: string;
  readonly version: number;
  readonly docstatus: string;
  readonly customer: string;
  readonly issue_date: string;
  readonly due_date: string;
  readonly grand_total: string;
  readonly company_total: string;
  readonly receivable_account: string;
  readonly lines: readonly {
    readonly income_account: string;
    readonly cost_center: string | null;
    readonly tax: string;
    readonly tax_rate: string;
    readonly tax_category: string | null;
    readonly item: string | null;
    readonly quantity: string;
    readonly net: string;
    readonly company_net: string;
  }[];
  readonly vat: readonly {
    readonly account: string;
    readonly tax: string;
    readonly rate: string;
    readonly category: string | null;
    readonly amount: string;
    readonly company_amount: string;
  }[];
  readonly is_usable: boolean;
}

const CHANGES = JSON.stringify([{ field: "docstatus", before: "draft", after: "submitted" }]);

/** Reads the draft with what it links to, works out its entries, and writes all of it in one statement. */
export async function submitInvoice(ask: Ask, id: string): Promise<string> {
  const { person, key, hash, at, requestId, version } = ask;
  assertValid(ask.body, {});
  const invoice = await parsed<Invoice>(READ, [id]);
  if (!invoice) throw new Refusal(404, "unknown");
  const isSubmittable = invoice.docstatus === "draft" && (version === null || version === invoice.version);
  if (!isSubmittable) return answerEarlier(ask, invoice);
  assertComplete(invoice);
  const { is_usable: _, ...document } = invoice;
  const set = await settings();
  const entries = JSON.stringify(entriesOf(invoice, set).map((entry, index) => ({ ...entry, line: index + 1 })));
  const prefix = `FA-${invoice.issue_date.slice(0, 4)}-`;
  const payload = JSON.stringify({ verb: "submit", by: person.id, request_id: requestId });
  const number = await value(SUBMIT, [
    ...[person.id, key, hash, id, at, invoice.version, invoice.issue_date, `${prefix}{00000}`, prefix],
    ...[newId(), newId(), set.sales_journal, entries, newId(), newId(), CHANGES, requestId, newId(), payload],
  ]);
  if (number === undefined) return answerEarlier(ask, invoice);
  return JSON.stringify({
    ...document,
    ...{ version: invoice.version + 1, docstatus: "submitted", number, updated_at: at, updated_by: person.id },
    ...{ outstanding: invoice.grand_total, company_outstanding: invoice.company_total, status: statusOf(invoice, at) },
  });
}

function assertComplete(invoice: Invoice): void {
  const problems: string[] = [];
  if (!invoice.is_usable) problems.push("/customer, /currency, /lines: something is not in use");
  if (invoice.due_date < invoice.issue_date) problems.push("/due_date: not before the date");
  if (new Decimal(invoice.grand_total).isNegative()) problems.push("/lines: the total is negative");
  if (problems.length > 0) throw new Refusal(422, "wrong values", problems);
}

function statusOf({ grand_total, due_date }: Invoice, at: string): string {
  if (new Decimal(grand_total).isZero()) return "paid";
  return due_date < at.slice(0, 10) ? "overdue" : "unpaid";
}

/** What the customer owes against income by line and VAT by rate; a foreign currency's rounding to its account. */
function entriesOf(invoice: Invoice, { rounding_account }: Settings) {
  const { customer, due_date, grand_total, company_total } = invoice;
  const income = invoice.lines.map((line) =>
    entry(line.income_account, new Decimal(line.company_net).negated(), new Decimal(line.net).negated(), {
      party: customer,
      cost_center: line.cost_center,
      tax: line.tax,
      tax_rate: line.tax_rate,
      tax_category: line.tax_category,
      article: line.item,
      quantity: line.quantity,
    }),
  );
  const vat = invoice.vat.map(({ account, tax, rate, category, amount, company_amount }) =>
    entry(account, new Decimal(company_amount).negated(), new Decimal(amount).negated(), {
      tax,
      tax_rate: rate,
      tax_category: category,
    }),
  );
  const owed = entry(invoice.receivable_account, new Decimal(company_total), new Decimal(grand_total), {
    party: customer,
    due_date,
  });
  const entries = [owed, ...income, ...vat];
  const difference = entries.reduce((sum, { debit, credit }) => sum.plus(debit).minus(credit), new Decimal(0));
  if (!difference.isZero()) entries.push(entry(rounding_account, difference.negated(), new Decimal(0), {}));
  return entries.filter(
    ({ debit, credit, currency_amount }) => debit !== "0" || credit !== "0" || currency_amount !== "0",
  );
}

interface Place {
  readonly party?: string;
  readonly cost_center?: string | null;
  readonly tax?: string;
  readonly tax_rate?: string;
  readonly tax_category?: string | null;
  readonly article?: string | null;
  readonly quantity?: string;
  readonly due_date?: string;
}

/** Positive amounts are debits. */
const entry = (account: string, amount: Decimal, currencyAmount: Decimal, place: Place) => ({
  id: newId(),
  account,
  ...place,
  debit: amount.isPositive() ? amount.toFixed() : "0",
  credit: amount.isPositive() ? "0" : amount.negated().toFixed(),
  currency_amount: currencyAmount.toFixed(),
});

async function answerEarlier(ask: Ask, invoice: Invoice): Promise<string> {
  const earlier = await replayOf(ask);
  const answer = earlier ? await value(GET, [earlier]) : undefined;
  if (answer !== undefined) return answer;
  if ((await value(IS_PERIOD_CLOSED, [invoice.issue_date])) === "true") throw new Refusal(422, "the period is closed");
  throw new Refusal(409, "the document has changed");
}
