import { addDays, type IsoDate } from "../../engine/kernel/index.ts";
import type { Random } from "../random.ts";
import { nextBusinessDay } from "./calendar.ts";
import type { PlannedEntry, PlannedEntryLine, PlannedParty, PlannedPayment } from "./plan-types.ts";

const CUSTOMERS = 26;
const SUPPLIERS = 11;
/** Debit − credit in cents of everything but third parties and reserves. */
const BALANCES: Readonly<Record<string, number>> = {
  512: 16_850_000,
  53: 42_000,
  37: 6_400_000,
  2182: 4_800_000,
  2183: 2_650_000,
  2184: 1_900_000,
  275: 840_000,
  2818: -3_900_000,
  101: -8_000_000,
  1061: -800_000,
  164: -9_000_000,
};
const RESERVES = "1068";
/** Nothing is settled before the first weeks are over: some due dates are long past. */
const SETTLED_AFTER_DAYS = 24;

interface OpenItem {
  readonly party: PlannedParty;
  readonly amount: number;
  readonly dueDate: IsoDate;
}

export interface OpeningPlan {
  readonly entry: PlannedEntry;
  readonly payments: readonly PlannedPayment[];
}

/** Balances brought into the books on the first day, third parties by due date, and how those are settled in the first weeks. */
export function planOpening(
  random: Random,
  { start, today }: { readonly start: IsoDate; readonly today: IsoDate },
  customers: readonly PlannedParty[],
  suppliers: readonly PlannedParty[],
): OpeningPlan {
  const owed = openItems(random, start, customers.slice(0, CUSTOMERS), 120_000, 900_000);
  const owing = openItems(random, start, suppliers.slice(0, SUPPLIERS), 250_000, 900_000);
  const lines: PlannedEntryLine[] = [
    ...Object.entries(BALANCES).map(([account, cents]) => side(account, cents)),
    ...owed.map(({ party, amount, dueDate }) => ({ account: "411", party, debit: amount, dueDate })),
    ...owing.map(({ party, amount, dueDate }) => ({ account: "401", party, credit: amount, dueDate })),
  ];
  const balance = lines.reduce((sum, { debit = 0, credit = 0 }) => sum + debit - credit, 0);
  const entry: PlannedEntry = {
    date: start,
    journal: "AN",
    label: "À-nouveaux",
    reference: null,
    origin: "opening",
    lines: [...lines, side(RESERVES, -balance)],
  };
  const payments = [
    ...owed.map((item) => settle(item, "received", random.integer(0, 12))),
    ...owing.map((item) => settle(item, "paid", 0)),
  ];
  return { entry, payments: payments.filter(({ date }) => date <= today) };
}

function openItems(
  random: Random,
  start: IsoDate,
  parties: readonly PlannedParty[],
  min: number,
  max: number,
): OpenItem[] {
  return parties.map((party) => ({
    party,
    amount: random.integer(min, max),
    dueDate: addDays(start, random.integer(-20, 42)),
  }));
}

function settle({ party, amount, dueDate }: OpenItem, direction: "received" | "paid", late: number): PlannedPayment {
  return {
    date: nextBusinessDay(addDays(dueDate, late + SETTLED_AFTER_DAYS)),
    direction,
    party,
    method: "transfer",
    amount,
    reference: "Solde de l'exercice précédent",
    allocations: [{ dueDate, amount, writeOff: 0 }],
  };
}

const side = (account: string, cents: number): PlannedEntryLine =>
  cents > 0 ? { account, debit: cents } : { account, credit: -cents };
