import { dateParts, type IsoDate, isoDate } from "../../../kernel/index.ts";

/** Days of a full cycle of 400 years, of a century, of four years, of a year: the calendar counted from 1 March of year 0. */
const [CYCLE, CENTURY, FOUR_YEARS, YEAR] = [146_097, 36_524, 1_461, 365];

/** Running number of a date, by whole-number arithmetic alone: right for every year from 1 to 9999. */
export function dayNumber(date: IsoDate): number {
  const { year, month, day } = dateParts(date);
  const years = month > 2 ? year : year - 1;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * YEAR + leapDays + daysBeforeMonth((month + 9) % 12) + day - 1;
}

export const FIRST_DAY = dayNumber("0001-01-01");
export const LAST_DAY = dayNumber("9999-12-31");

/** The date of a running number between FIRST_DAY and LAST_DAY. */
export function dateOfDay(number: number): IsoDate {
  const cycles = Math.floor(number / CYCLE);
  let rest = number - cycles * CYCLE;
  const centuries = Math.min(3, Math.floor(rest / CENTURY));
  rest -= centuries * CENTURY;
  const fours = Math.floor(rest / FOUR_YEARS);
  rest -= fours * FOUR_YEARS;
  const singles = Math.min(3, Math.floor(rest / YEAR));
  rest -= singles * YEAR;
  const month = Math.floor((5 * rest + 2) / 153);
  const years = cycles * 400 + centuries * 100 + fours * 4 + singles;
  return isoDate(month < 10 ? years : years + 1, ((month + 2) % 12) + 1, rest - daysBeforeMonth(month) + 1);
}

/** Days before a month counted from March: 0, 31, 61, 92, … */
function daysBeforeMonth(monthFromMarch: number): number {
  return Math.floor((153 * monthFromMarch + 2) / 5);
}
