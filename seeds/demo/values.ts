import { fail } from "../../engine/kernel/index.ts";
import type { SeedValues } from "../types.ts";
import type { DemoIds } from "./master-data.ts";
import type { PlannedCreditNote, PlannedEntry, PlannedInvoice, PlannedLine, PlannedPayment } from "./plan-types.ts";

/** 123456 → "1234.56". */
const money = (cents: number) => (cents / 100).toFixed(2);

/** Planned documents as values of their doctypes; everything left out is the engine's own default. */
export function invoiceValues(invoice: PlannedInvoice, ids: DemoIds): SeedValues {
  return {
    customer: ids.parties.id(invoice.customer.code),
    issue_date: invoice.date,
    cost_center: ids.costCenters.id(invoice.costCenter),
    reference: invoice.reference,
    lines: invoice.lines.map((line) => lineValues(line, ids)),
  };
}

export function creditNoteValues(note: PlannedCreditNote, ids: DemoIds): SeedValues {
  return {
    customer: ids.parties.id(note.invoice.customer.code),
    issue_date: note.date,
    invoice: invoiceId(note.invoice.key, ids),
    reason: note.reason,
    lines: note.lines.map((line) => lineValues(line, ids)),
  };
}

function lineValues({ item, quantity, discountPercent, tax }: PlannedLine, ids: DemoIds): SeedValues {
  return {
    item: ids.items.id(item.code),
    quantity: String(quantity),
    discount_percent: String(discountPercent),
    tax: ids.taxes.id(tax),
  };
}

export function paymentValues(payment: PlannedPayment, ids: DemoIds): SeedValues {
  return {
    direction: payment.direction,
    party: ids.parties.id(payment.party.code),
    date: payment.date,
    method: payment.method,
    amount: money(payment.amount),
    reference: payment.reference,
    allocations: payment.allocations.map(({ invoice, dueDate, amount, writeOff }) => ({
      ...(invoice === undefined ? {} : { invoice: invoiceId(invoice, ids) }),
      ...(dueDate === undefined ? {} : { due_date: dueDate }),
      amount: money(amount),
      write_off: money(writeOff),
    })),
  };
}

export function entryValues(entry: PlannedEntry, ids: DemoIds): SeedValues {
  return {
    journal: ids.journals.id(entry.journal),
    date: entry.date,
    label: entry.label,
    reference: entry.reference,
    ...(entry.origin === undefined ? {} : { origin: entry.origin }),
    lines: entry.lines.map(({ account, party, debit = 0, credit = 0, dueDate, costCenter, tax }) => ({
      account: ids.accounts.id(account),
      debit: money(debit),
      credit: money(credit),
      ...(party === undefined ? {} : { party: ids.parties.id(party.code) }),
      ...(dueDate === undefined ? {} : { due_date: dueDate }),
      ...(costCenter === undefined ? {} : { cost_center: ids.costCenters.id(costCenter) }),
      ...(tax === undefined ? {} : { tax: ids.taxes.id(tax) }),
    })),
  };
}

function invoiceId(key: string, ids: DemoIds): string {
  return ids.invoices.get(key) ?? fail("SEED_REFERENCE_MISSING", { doctype: "sales_invoice", key });
}
