import { addDays, addMonths, type IsoDate } from "../../engine/kernel/index.ts";
import { createRandom } from "../random.ts";
import { demoStart } from "./calendar.ts";
import { byDate, planCreditNotes, planInvoices } from "./plan-invoices.ts";
import {
  planAppropriation,
  planClosing,
  planCorporateTax,
  planMonthly,
  planVatReturns,
  planYearEnd,
} from "./plan-monthly.ts";
import { planOpening } from "./plan-opening.ts";
import { loadData, planParties } from "./plan-parties.ts";
import { planPurchases } from "./plan-purchases.ts";
import { planReceipts } from "./plan-receipts.ts";
import type {
  DemoPlan,
  PlannedCreditNote,
  PlannedEntry,
  PlannedInvoice,
  PlannedItem,
  PlannedPayment,
} from "./plan-types.ts";

const SEED = 20_261;
const WRITE_OFF_ACCOUNT = "658";

/** Everything that happened to the demo company up to `today`: the same for the same day. */
export function planDemo(today: IsoDate): DemoPlan {
  const random = createRandom(SEED);
  const start = demoStart(today);
  const firstYearEnd = addDays(addMonths(start, 12), -1);
  const items = loadData<PlannedItem[]>("items");
  const parties = planParties(random);
  const customers = parties.filter(({ role }) => role === "customer");
  const suppliers = parties.filter(({ role }) => role === "supplier");
  const dates = { start, today };
  const invoices = planInvoices({ random, ...dates, customers, items });
  const creditNotes = planCreditNotes(random, start, today, invoices);
  const receipts = planReceipts(random, dates, invoices, creditNotes);
  const purchases = planPurchases(random, dates, suppliers, invoices);
  const opening = planOpening(random, dates, customers, suppliers);
  const payments = [...opening.payments, ...receipts].sort(byDate);
  const submitted = invoices.filter(({ isDraft }) => !isDraft);
  const current = [
    opening.entry,
    ...purchases.bills,
    ...purchases.transfers,
    ...planMonthly(start, today),
    ...planVatReturns(start, today, monthlyVat(submitted, creditNotes), monthlyInput(purchases.bills)),
    ...(firstYearEnd <= today ? planYearEnd(firstYearEnd) : []),
  ];
  const history = { invoices: submitted, creditNotes, payments };
  const closing = firstYearEnd <= today ? closeYear(firstYearEnd, today, history, current) : [];
  const entries = [...current, ...closing].sort(byDate);
  return { today, start, firstYearEnd, parties, items, invoices, creditNotes, payments, entries };
}

interface History {
  readonly invoices: readonly PlannedInvoice[];
  readonly creditNotes: readonly PlannedCreditNote[];
  readonly payments: readonly PlannedPayment[];
}

/** Tax on the year's profit, the closing entry, and what the shareholders decide of the result. */
function closeYear(end: IsoDate, today: IsoDate, history: History, entries: readonly PlannedEntry[]): PlannedEntry[] {
  const beforeTax = -sum(Object.values(resultBalances(end, history, entries)));
  const tax = planCorporateTax(end, today, beforeTax);
  const balances = resultBalances(end, history, [...entries, ...tax]);
  const profit = -sum(Object.values(balances));
  return [...tax, planClosing(end, balances), ...planAppropriation(end, today, profit)];
}

/** Debit − credit of income and expense accounts up to a day. */
export function resultBalances(
  until: IsoDate,
  { invoices, creditNotes, payments }: History,
  entries: readonly PlannedEntry[],
): Record<string, number> {
  const balances: Record<string, number> = {};
  const add = (account: string, cents: number) => {
    if (/^[67]/.test(account)) balances[account] = (balances[account] ?? 0) + cents;
  };
  const isIn = ({ date }: { readonly date: string }) => date <= until;
  for (const { totals } of invoices.filter(isIn))
    for (const [account, net] of Object.entries(totals.byAccount)) add(account, -net);
  for (const { totals } of creditNotes.filter(isIn))
    for (const [account, net] of Object.entries(totals.byAccount)) add(account, net);
  for (const { allocations } of payments.filter(isIn))
    for (const { writeOff } of allocations) add(WRITE_OFF_ACCOUNT, writeOff);
  for (const { lines } of entries.filter(isIn))
    for (const { account, debit = 0, credit = 0 } of lines) add(account, debit - credit);
  return balances;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function monthlyVat(invoices: readonly PlannedInvoice[], creditNotes: readonly PlannedCreditNote[]) {
  const inMonth = (month: string) => (document: { readonly date: string }) => document.date.startsWith(month);
  const vat = (documents: readonly { readonly totals: { readonly vat: number } }[]) =>
    sum(documents.map(({ totals }) => totals.vat));
  return (month: string) => vat(invoices.filter(inMonth(month))) - vat(creditNotes.filter(inMonth(month)));
}

function monthlyInput(bills: readonly PlannedEntry[]) {
  return (month: string) =>
    sum(
      bills
        .filter(({ date }) => date.startsWith(month))
        .flatMap(({ lines }) => lines.filter(({ account }) => account === "44566").map(({ debit = 0 }) => debit)),
    );
}
