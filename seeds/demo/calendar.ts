import { addDays, addMonths, daysBetween, endOfMonth, type IsoDate, startOfMonth } from "../../engine/kernel/index.ts";

export const MONTHS = 24;

/** First day of the 24 months that end with the month of `today`. */
export function demoStart(today: IsoDate): IsoDate {
  return addMonths(startOfMonth(today), 1 - MONTHS);
}

/** Months from `start` to `today`, each with its last day inside the demo. */
export function demoMonths(start: IsoDate, today: IsoDate): { first: IsoDate; last: IsoDate; isComplete: boolean }[] {
  return Array.from({ length: MONTHS }, (_, index) => {
    const first = addMonths(start, index);
    const end = endOfMonth(first);
    return { first, last: end <= today ? end : today, isComplete: end <= today };
  });
}

/** 0 = Sunday. */
const weekday = (date: IsoDate) => new Date(`${date}T00:00:00Z`).getUTCDay();

/** Days offices are open: no week-ends, no fixed French holidays. */
export function isBusinessDay(date: IsoDate): boolean {
  const holidays = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
  return weekday(date) !== 0 && weekday(date) !== 6 && !holidays.includes(date.slice(5));
}

export function nextBusinessDay(date: IsoDate): IsoDate {
  let day = date;
  while (!isBusinessDay(day)) day = addDays(day, 1);
  return day;
}

export function businessDays(first: IsoDate, last: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) if (isBusinessDay(day)) days.push(day);
  return days;
}

/** Number of the week, counted from `start`: what one week plans, the next may build on. */
export const weekOf = (start: IsoDate, date: IsoDate) => Math.floor(daysBetween(start, date) / 7);

/** Due date by the terms' code, as the engine computes it. */
export function dueDate(terms: string, date: IsoDate): IsoDate {
  if (terms === "COMPTANT") return date;
  if (terms === "45J_FDM") return endOfMonth(addDays(date, 45));
  return addDays(date, terms === "60J" ? 60 : 30);
}

/** How much is sold in each month of the year, January first. */
const SEASON = [1.05, 0.95, 1.1, 1, 0.95, 1.1, 0.85, 0.55, 1.3, 1.15, 1.05, 0.95];

/** Share of all invoices that each month gets: season and a growth of a quarter over the whole time. */
export function monthShares(months: readonly { readonly first: IsoDate; readonly last: IsoDate }[]): number[] {
  const weights = months.map(({ first, last }, index) => {
    const part = (daysBetween(first, last) + 1) / (daysBetween(first, endOfMonth(first)) + 1);
    return (SEASON[Number(first.slice(5, 7)) - 1] ?? 1) * (1 + (index / MONTHS) * 0.25) * part;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
