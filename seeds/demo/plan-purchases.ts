import { addDays, type IsoDate } from "../../engine/kernel/index.ts";
import type { Random } from "../random.ts";
import { businessDays, demoMonths, nextBusinessDay } from "./calendar.ts";
import { byDate } from "./plan-invoices.ts";
import type { PlannedEntry, PlannedInvoice, PlannedParty } from "./plan-types.ts";

/** Share of sales spent on goods. */
const GOODS_SHARE = 0.54;
const GOODS_BILLS_PER_MONTH = 16;
const SUPPLIER_DAYS = 30;

/** Monthly charges: supplier by rank in the list, account, net cents, how far the amount moves. */
const CHARGES: readonly {
  readonly supplier: number;
  readonly account: string;
  readonly net: number;
  readonly spread: number;
  readonly label: string;
}[] = [
  { supplier: 15, account: "613", net: 420_000, spread: 0, label: "Loyer de l'entrepôt" },
  { supplier: 16, account: "6061", net: 68_000, spread: 30, label: "Électricité" },
  { supplier: 17, account: "6061", net: 9_500, spread: 20, label: "Eau" },
  { supplier: 18, account: "626", net: 31_000, spread: 8, label: "Téléphonie et internet" },
  { supplier: 19, account: "626", net: 24_900, spread: 0, label: "Hébergement informatique" },
  { supplier: 21, account: "622", net: 95_000, spread: 0, label: "Honoraires comptables" },
  { supplier: 24, account: "606", net: 82_000, spread: 25, label: "Carburant" },
  { supplier: 25, account: "615", net: 46_000, spread: 0, label: "Nettoyage des locaux" },
  { supplier: 12, account: "624", net: 265_000, spread: 30, label: "Transports sur ventes" },
];
const YEARLY = { supplier: 20, account: "616", net: 640_000, label: "Assurance multirisque" };

export interface PurchasePlan {
  readonly bills: readonly PlannedEntry[];
  readonly transfers: readonly PlannedEntry[];
}

interface Bill {
  readonly date: IsoDate;
  readonly supplier: PlannedParty;
  readonly account: string;
  readonly net: number;
  readonly label: string;
  readonly reference: string;
}

/** Suppliers' bills as entries of the purchases journal, goods in proportion to sales, and their payment when due. */
export function planPurchases(
  random: Random,
  { start, today }: { readonly start: IsoDate; readonly today: IsoDate },
  suppliers: readonly PlannedParty[],
  invoices: readonly PlannedInvoice[],
): PurchasePlan {
  const bills = demoMonths(start, today).flatMap(({ first, last }, index) => {
    const days = businessDays(first, last);
    if (days.length === 0) return [];
    const sales = invoices
      .filter(({ date }) => date >= first && date <= last)
      .reduce((sum, { totals }) => sum + totals.net, 0);
    const pickDay = () => random.pick(days);
    return [
      ...goodsBills(random, suppliers.slice(0, 12), sales, pickDay),
      ...chargeBills(random, suppliers, pickDay, index),
    ];
  });
  bills.sort(byDate);
  return { bills: bills.map(toEntry), transfers: payBills(bills, start, today) };
}

function goodsBills(random: Random, suppliers: readonly PlannedParty[], sales: number, pickDay: () => IsoDate): Bill[] {
  const average = Math.round((sales * GOODS_SHARE) / GOODS_BILLS_PER_MONTH);
  return Array.from({ length: GOODS_BILLS_PER_MONTH }, () => ({
    date: pickDay(),
    supplier: random.pick(suppliers),
    account: "607",
    net: Math.round((average * random.integer(60, 140)) / 100),
    label: "Achat de marchandises",
    reference: `F${random.integer(100_000, 999_999)}`,
  }));
}

function chargeBills(
  random: Random,
  suppliers: readonly PlannedParty[],
  pickDay: () => IsoDate,
  month: number,
): Bill[] {
  const charges = month % 12 === 1 ? [...CHARGES, { ...YEARLY, spread: 0 }] : CHARGES;
  return charges.map(({ supplier, account, net, spread, label }) => ({
    date: pickDay(),
    supplier: suppliers[supplier] as PlannedParty,
    account,
    net: Math.round((net * (100 + random.integer(-spread, spread))) / 100),
    label,
    reference: `F${random.integer(100_000, 999_999)}`,
  }));
}

/** Tax at 20 %, half-up; insurance bears none. */
export const billTax = ({ account, net }: { readonly account: string; readonly net: number }) =>
  account === "616" ? 0 : Math.floor((net * 20 + 50) / 100);

function toEntry(bill: Bill): PlannedEntry {
  const tax = billTax(bill);
  return {
    date: bill.date,
    journal: "AC",
    label: `${bill.supplier.name}, ${bill.label.toLowerCase()}`,
    reference: bill.reference,
    lines: [
      { account: bill.account, debit: bill.net, costCenter: "LYON" },
      ...(tax > 0 ? [{ account: "44566", debit: tax, tax: "TVA20" }] : []),
      { account: "401", party: bill.supplier, credit: bill.net + tax, dueDate: addDays(bill.date, SUPPLIER_DAYS) },
    ],
  };
}

/** Days of the month on which all bills due since the last run are paid by one transfer order. */
const RUN_DAYS = ["10", "25"];

function payBills(bills: readonly Bill[], start: IsoDate, today: IsoDate): PlannedEntry[] {
  const runs = new Map<IsoDate, Bill[]>();
  for (const bill of bills) {
    const run = nextRun(addDays(bill.date, SUPPLIER_DAYS));
    runs.set(run, [...(runs.get(run) ?? []), bill]);
  }
  return [...runs].filter(([run]) => run >= start && run <= today).map(([run, due]) => toTransfer(run, due));
}

function nextRun(date: IsoDate): IsoDate {
  let day = date;
  while (!RUN_DAYS.includes(day.slice(8))) day = addDays(day, 1);
  return nextBusinessDay(day);
}

/** Each bill is settled by its due date, so that nothing of it is left in the aged balance. */
function toTransfer(date: IsoDate, bills: readonly Bill[]): PlannedEntry {
  const amount = (bill: Bill) => bill.net + billTax(bill);
  return {
    date,
    journal: "BQ",
    label: `Virements fournisseurs (${bills.length})`,
    reference: `SEPA-${date.replaceAll("-", "")}`,
    lines: [
      ...bills.map((bill) => ({
        account: "401",
        party: bill.supplier,
        debit: amount(bill),
        dueDate: addDays(bill.date, SUPPLIER_DAYS),
      })),
      { account: "512", credit: bills.reduce((sum, bill) => sum + amount(bill), 0) },
    ],
  };
}
