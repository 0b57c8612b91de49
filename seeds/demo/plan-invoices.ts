import { addDays, type IsoDate } from "../../engine/kernel/index.ts";
import type { Random } from "../random.ts";
import { businessDays, demoMonths, dueDate, monthShares, nextBusinessDay, weekOf } from "./calendar.ts";
import type { PlannedCreditNote, PlannedInvoice, PlannedItem, PlannedLine, PlannedParty } from "./plan-types.ts";
import { computeTotals } from "./totals.ts";

const INVOICES = 1_500;
const DRAFTS = 4;
const REASONS = ["Retour de marchandise", "Article défectueux", "Erreur de quantité", "Geste commercial"];

export interface SalesRequest {
  readonly random: Random;
  readonly start: IsoDate;
  readonly today: IsoDate;
  readonly customers: readonly PlannedParty[];
  readonly items: readonly PlannedItem[];
}

/** 1,500 invoices over the months by season and growth, in order of their dates, the last few still drafts. */
export function planInvoices({ random, start, today, customers, items }: SalesRequest): PlannedInvoice[] {
  const months = demoMonths(start, today);
  const weights = customers.map((customer) => [customer, customer.weight] as const);
  const dates = monthShares(months)
    .flatMap((share, index) => {
      const { first, last } = months[index] as { first: IsoDate; last: IsoDate };
      const days = businessDays(first, last);
      return Array.from({ length: Math.round(share * INVOICES) }, () => (days.length > 0 ? random.pick(days) : last));
    })
    .sort();
  return dates.map((date, index) => {
    const customer = random.weighted(weights);
    const lines = planLines(random, customer, items);
    return {
      key: `invoice-${index + 1}`,
      date,
      dueDate: dueDate(customer.terms, date),
      customer,
      lines,
      totals: computeTotals(lines),
      costCenter: random.weighted([
        ["LYON", 6],
        ["NORD", 3],
        ["SERV", 1],
      ]),
      reference: random.chance(0.6) ? `BC-${random.integer(10_000, 99_999)}` : null,
      isDraft: index >= dates.length - DRAFTS,
    };
  });
}

/** One to eight lines, mostly of a family or two; heavy goods come with their delivery. */
function planLines(random: Random, customer: PlannedParty, items: readonly PlannedItem[]): PlannedLine[] {
  const count = random.weighted([
    [1, 18],
    [2, 24],
    [3, 20],
    [4, 14],
    [5, 10],
    [6, 7],
    [7, 4],
    [8, 3],
  ]);
  const sold = items.filter(({ item_group }) => item_group !== "PRT");
  const family = random.pick(sold).item_group;
  const chosen = new Set<PlannedItem>();
  while (chosen.size < count) {
    const own = sold.filter(({ item_group }) => item_group === family);
    chosen.add(random.chance(0.5) && chosen.size < own.length ? random.pick(own) : random.pick(sold));
  }
  const lines = [...chosen].map((item) => planLine(random, customer, item, quantityOf(random, item)));
  const delivery = items.find(({ code }) => code === "PRT-801");
  if (delivery && count > 1 && random.chance(0.35)) lines.push(planLine(random, customer, delivery, 1));
  return lines;
}

function planLine(random: Random, customer: PlannedParty, item: PlannedItem, quantity: number): PlannedLine {
  const discountPercent = quantity >= 20 ? 10 : random.chance(0.12) ? 5 : 0;
  return { item, quantity, discountPercent, tax: customer.tax ?? item.sale_tax };
}

function quantityOf(random: Random, { item_group, sale_price }: PlannedItem): number {
  if (item_group === "TRA") return random.integer(6, 45);
  if (item_group === "SER") return random.integer(1, 6);
  const price = Number(sale_price);
  if (price > 1_000) return 1;
  return random.integer(1, price > 200 ? 4 : price > 60 ? 8 : 24);
}

/** About three invoices in a hundred are credited in part, in a week after their own. */
export function planCreditNotes(
  random: Random,
  start: IsoDate,
  today: IsoDate,
  invoices: readonly PlannedInvoice[],
): PlannedCreditNote[] {
  const notes: PlannedCreditNote[] = [];
  for (const invoice of invoices) {
    if (invoice.isDraft || invoice.customer.terms === "COMPTANT" || !random.chance(0.032)) continue;
    const date = nextBusinessDay(addDays(invoice.date, random.integer(8, 14)));
    const line = random.pick(invoice.lines);
    const lines = [{ ...line, quantity: Math.max(1, Math.floor(line.quantity / 2)) }];
    if (date > today || weekOf(start, date) <= weekOf(start, invoice.date)) continue;
    notes.push({ date, invoice, lines, totals: computeTotals(lines), reason: random.pick(REASONS) });
  }
  return notes.sort(byDate);
}

export const byDate = (a: { readonly date: string }, b: { readonly date: string }) =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : 0;
