import { addDays, addMonths, type IsoDate, startOfMonth } from "../../engine/kernel/index.ts";
import type { Random } from "../random.ts";
import { nextBusinessDay, weekOf } from "./calendar.ts";
import { byDate } from "./plan-invoices.ts";
import type { PlannedCreditNote, PlannedInvoice, PlannedParty, PlannedPayment } from "./plan-types.ts";

interface Receipt {
  readonly date: IsoDate;
  readonly invoice: PlannedInvoice;
  readonly amount: number;
  readonly writeOff: number;
}

/** Customers' payments: on time, late, in two parts, several invoices at once, a cent short, some never. */
export function planReceipts(
  random: Random,
  { start, today }: { readonly start: IsoDate; readonly today: IsoDate },
  invoices: readonly PlannedInvoice[],
  creditNotes: readonly PlannedCreditNote[],
): PlannedPayment[] {
  const credited = new Map(creditNotes.map((note) => [note.invoice.key, note]));
  const receipts = invoices
    .filter(({ isDraft }) => !isDraft)
    .flatMap((invoice) => planInvoiceReceipts(random, start, invoice, credited.get(invoice.key)))
    .filter(({ date }) => date <= today);
  const groups = new Map<string, Receipt[]>();
  for (const receipt of receipts) {
    const key = `${receipt.date} ${receipt.invoice.customer.code}`;
    groups.set(key, [...(groups.get(key) ?? []), receipt]);
  }
  return [...groups.values()].map((group) => toPayment(random, group)).sort(byDate);
}

function planInvoiceReceipts(
  random: Random,
  start: IsoDate,
  invoice: PlannedInvoice,
  note: PlannedCreditNote | undefined,
): Receipt[] {
  const due = invoice.totals.grand - (note?.totals.grand ?? 0);
  const isForgotten = random.chance(0.012);
  if (due <= 0 || isForgotten) return [];
  const earliest = firstDayAfterWeek(start, note?.date ?? invoice.date);
  const date = receiptDate(random, invoice, earliest);
  if (random.chance(0.06)) {
    const part = Math.round((due * random.integer(35, 65)) / 100);
    const rest = nextBusinessDay(addDays(date, random.integer(20, 40)));
    return [
      { date, invoice, amount: part, writeOff: 0 },
      { date: rest, invoice, amount: due - part, writeOff: 0 },
    ];
  }
  const writeOff = random.chance(0.01) ? Math.min(due, random.integer(1, 9)) : 0;
  return [{ date, invoice, amount: due, writeOff }];
}

/** What one week writes, later weeks may refer to. */
function firstDayAfterWeek(start: IsoDate, date: IsoDate): IsoDate {
  return addDays(start, (weekOf(start, date) + 1) * 7);
}

function receiptDate(random: Random, { customer, dueDate }: PlannedInvoice, earliest: IsoDate): IsoDate {
  const usual = addDays(dueDate, customer.lateness + random.integer(-2, 4));
  const wanted = customer.paysMonthly ? addDays(startOfMonth(addMonths(usual, 1)), 9) : usual;
  return nextBusinessDay(wanted > earliest ? wanted : earliest);
}

function toPayment(random: Random, group: readonly Receipt[]): PlannedPayment {
  const [first] = group as readonly [Receipt];
  const party: PlannedParty = first.invoice.customer;
  const amount = group.reduce((sum, receipt) => sum + receipt.amount - receipt.writeOff, 0);
  return {
    date: first.date,
    direction: "received",
    party,
    method: random.weighted([
      ["transfer", 78],
      ["direct_debit", 12],
      ["cheque", 6],
      ["card", 4],
    ]),
    amount,
    reference: `${party.code} ${first.date.slice(2).replaceAll("-", "")}`,
    allocations: group.map(({ invoice, amount: settled, writeOff }) => ({
      invoice: invoice.key,
      amount: settled,
      writeOff,
    })),
  };
}
