import { addDays, addMonths, endOfMonth, type IsoDate } from "../../engine/kernel/index.ts";
import { demoMonths, nextBusinessDay } from "./calendar.ts";
import type { PlannedEntry, PlannedEntryLine } from "./plan-types.ts";

const LOAN = { capital: 150_000, interest: 42_000, interestStep: 700 };
const DIVIDENDS = 3_000_000;

/** Salaries, their contributions and payment, bank fees and the loan, for every month that has ended. */
export function planMonthly(start: IsoDate, today: IsoDate): PlannedEntry[] {
  const entries = demoMonths(start, today).flatMap(({ first, isComplete }, index) => {
    const last = endOfMonth(first);
    const gross = 2_840_000 + index * 11_000 + (Number(first.slice(5, 7)) === 12 ? 900_000 : 0);
    return isComplete ? [...salaries(last, gross), ...bank(last, index)] : [];
  });
  return entries.filter(({ date }) => date <= today);
}

function salaries(last: IsoDate, gross: number): PlannedEntry[] {
  const employee = Math.round(gross * 0.22);
  const incomeTax = Math.round(gross * 0.06);
  const employer = Math.round(gross * 0.36);
  const pension = Math.round(gross * 0.09);
  const net = gross - employee - incomeTax;
  const month = last.slice(0, 7);
  const due = nextBusinessDay(addDays(last, 2));
  const contributions = nextBusinessDay(addDays(last, 15));
  return [
    entry(last, "OD", `Paie ${month}`, [
      { account: "6411", debit: gross, costCenter: "LYON" },
      { account: "6451", debit: employer, costCenter: "LYON" },
      { account: "6453", debit: pension, costCenter: "LYON" },
      { account: "421", credit: net },
      { account: "431", credit: employee + employer },
      { account: "437", credit: pension },
      { account: "4421", credit: incomeTax },
    ]),
    entry(due, "BQ", `Virement des salaires ${month}`, [
      { account: "421", debit: net },
      { account: "512", credit: net },
    ]),
    entry(contributions, "BQ", `Cotisations et prélèvement à la source ${month}`, [
      { account: "431", debit: employee + employer },
      { account: "437", debit: pension },
      { account: "4421", debit: incomeTax },
      { account: "512", credit: employee + employer + pension + incomeTax },
    ]),
  ];
}

function bank(last: IsoDate, index: number): PlannedEntry[] {
  const interest = Math.max(0, LOAN.interest - index * LOAN.interestStep);
  return [
    entry(last, "BQ", `Échéance d'emprunt ${index + 1}`, [
      { account: "164", debit: LOAN.capital },
      { account: "6611", debit: interest },
      { account: "512", credit: LOAN.capital + interest },
    ]),
    entry(last, "BQ", "Frais de tenue de compte", [
      { account: "627", debit: 6_480 },
      { account: "512", credit: 6_480 },
    ]),
  ];
}

/** The tax of each ended month is declared at its end and paid (or kept as a credit) on the 20th of the next one. */
export function planVatReturns(
  start: IsoDate,
  today: IsoDate,
  collected: (month: string) => number,
  deductible: (month: string) => number,
): PlannedEntry[] {
  let carried = 0;
  const entries: PlannedEntry[] = [];
  for (const { first, isComplete } of demoMonths(start, today)) {
    if (!isComplete) continue;
    const month = first.slice(0, 7);
    const last = endOfMonth(first);
    const [due, input] = [collected(month), deductible(month)];
    const balance = due - input - carried;
    entries.push(entry(last, "OD", `Déclaration de TVA ${month}`, vatLines(due, input, carried, balance)));
    carried = Math.max(0, -balance);
    const payDay = nextBusinessDay(addDays(addMonths(first, 1), 19));
    if (balance > 0 && payDay <= today) {
      entries.push(
        entry(payDay, "BQ", `Paiement de la TVA ${month}`, [
          { account: "44551", debit: balance },
          { account: "512", credit: balance },
        ]),
      );
    }
  }
  return entries;
}

function vatLines(due: number, input: number, carried: number, balance: number): PlannedEntryLine[] {
  const lines: PlannedEntryLine[] = [
    { account: "44571", debit: due },
    { account: "44566", credit: input },
    { account: "44567", credit: carried },
    balance > 0 ? { account: "44551", credit: balance } : { account: "44567", debit: -balance },
  ];
  return lines.filter(({ debit = 0, credit = 0 }) => debit > 0 || credit > 0);
}

/** Depreciation and stock count at the end of a year. */
export function planYearEnd(end: IsoDate): PlannedEntry[] {
  return [
    entry(end, "OD", "Dotation aux amortissements", [
      { account: "68112", debit: 1_730_000 },
      { account: "2818", credit: 1_730_000 },
    ]),
    entry(end, "OD", "Variation du stock de marchandises", [
      { account: "37", debit: 715_000 },
      { account: "6037", credit: 715_000 },
    ]),
  ];
}

/** 15 % up to 42,500 € and 25 % above, paid in the fourth month after the year's end. */
export function planCorporateTax(end: IsoDate, today: IsoDate, profit: number): PlannedEntry[] {
  if (profit <= 0) return [];
  const tax = Math.round(Math.min(profit, 4_250_000) * 0.15 + Math.max(0, profit - 4_250_000) * 0.25);
  const payDay = nextBusinessDay(addDays(addMonths(end, 3), 15));
  const charge = entry(end, "OD", "Impôt sur les bénéfices", [
    { account: "6951", debit: tax },
    { account: "444", credit: tax },
  ]);
  const payment = entry(payDay, "BQ", "Paiement de l'impôt sur les bénéfices", [
    { account: "444", debit: tax },
    { account: "512", credit: tax },
  ]);
  return payDay <= today ? [charge, payment] : [charge];
}

/** Empties income and expense into the result; `balances` are debit − credit cents by account. */
export function planClosing(end: IsoDate, balances: Readonly<Record<string, number>>): PlannedEntry {
  const lines = Object.entries(balances)
    .filter(([, balance]) => balance !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, balance]) => (balance > 0 ? { account, credit: balance } : { account, debit: -balance }));
  const result = Object.values(balances).reduce((sum, balance) => sum + balance, 0);
  const line = result < 0 ? { account: "120", credit: -result } : { account: "129", debit: result };
  return { ...entry(end, "CL", "Clôture des charges et des produits", [...lines, line]), origin: "closing" };
}

/** The meeting of shareholders six months later keeps what it does not distribute. */
export function planAppropriation(end: IsoDate, today: IsoDate, profit: number): PlannedEntry[] {
  const day = nextBusinessDay(addMonths(end, 6));
  if (profit <= DIVIDENDS || day > today) return [];
  return [
    entry(day, "OD", "Affectation du résultat", [
      { account: "120", debit: profit },
      { account: "1068", credit: profit - DIVIDENDS },
      { account: "457", credit: DIVIDENDS },
    ]),
    entry(nextBusinessDay(addDays(day, 1)), "BQ", "Versement des dividendes", [
      { account: "457", debit: DIVIDENDS },
      { account: "512", credit: DIVIDENDS },
    ]),
  ].filter(({ date }) => date <= today);
}

function entry(date: IsoDate, journal: string, label: string, lines: readonly PlannedEntryLine[]): PlannedEntry {
  return { date, journal, label, reference: null, lines };
}
