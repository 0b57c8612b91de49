import { fail } from "./errors/perfex-error.ts";

/** A calendar date as ISO text, `YYYY-MM-DD`; no time zone, no Date object. */
export type IsoDate = string;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function isIsoDate(value: unknown): value is IsoDate {
  if (typeof value !== "string") return false;
  const match = DATE.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

const OFFSET_HOURS_MAX = 15;
const [FIRST_INSTANT, LAST_INSTANT] = [Date.parse("0001-01-01T00:00:00Z"), Date.parse("9999-12-31T23:59:59.999Z")];

/** Milliseconds of an instant written in ISO with its offset; null outside the years 1 to 9999 in UTC, which nothing stores. */
export function instantMs(text: string): number | null {
  const ms = isIsoDate(text.slice(0, 10)) ? Date.parse(text.replace(" ", "T")) : Number.NaN;
  const [, hours = "0"] = /[+-](\d{2}):?\d{2}$/.exec(text.slice(10)) ?? [];
  return ms >= FIRST_INSTANT && ms <= LAST_INSTANT && Number(hours) <= OFFSET_HOURS_MAX ? ms : null;
}

/** Raises DATE_INVALID. */
export function dateParts(date: IsoDate): DateParts {
  if (!isIsoDate(date)) return fail("DATE_INVALID", { value: String(date) });
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function isoDate(year: number, month: number, day: number): IsoDate {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  const { year, month, day } = dateParts(date);
  return new Date(utcTime(year, month, day + days)).toISOString().slice(0, 10);
}

/** Moves by whole months, keeping the day where the month has it, else its last day (31 January + 1 = 28/29 February). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = dateParts(date);
  const index = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return isoDate(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

export function endOfMonth(date: IsoDate): IsoDate {
  const { year, month } = dateParts(date);
  return isoDate(year, month, daysInMonth(year, month));
}

export function startOfMonth(date: IsoDate): IsoDate {
  const { year, month } = dateParts(date);
  return isoDate(year, month, 1);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  const [a, b] = [dateParts(from), dateParts(to)];
  return Math.round((utcTime(b.year, b.month, b.day) - utcTime(a.year, a.month, a.day)) / 86_400_000);
}

/** Milliseconds of a day's midnight in UTC. `Date.UTC` takes the years before 100 for those of the 20th century. */
function utcTime(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
