import { addDays, addMonths, endOfMonth, type IsoDate } from "../../engine/kernel/index.ts";
import type { SeedTarget, SeedValues } from "../types.ts";
import { chartFor } from "./charts/charts.ts";
import { ensureAll } from "./references.ts";

export interface FiscalYear {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

export function fiscalYearFrom(start: IsoDate, end: IsoDate = addDays(addMonths(start, 12), -1)): FiscalYear {
  return { start, end };
}

/** « 2026 », or « 2025-2026 » when it spans two calendar years. */
export function fiscalYearName({ start, end }: FiscalYear): string {
  const [from, to] = [start.slice(0, 4), end.slice(0, 4)];
  return from === to ? from : `${from}-${to}`;
}

/** The months of a fiscal year; the first and last may be shorter than their month. */
export function periodsOf({ start, end }: FiscalYear): { name: string; start_date: IsoDate; end_date: IsoDate }[] {
  const periods = [];
  for (let from = start; from <= end; ) {
    const monthEnd = endOfMonth(from);
    const to = monthEnd < end ? monthEnd : end;
    periods.push({ name: from.slice(0, 7), start_date: from, end_date: to });
    from = addDays(to, 1);
  }
  return periods;
}

/** Creates the fiscal year with its chart's version and its periods. */
export async function seedFiscalYear(target: SeedTarget, year: FiscalYear, chart: string): Promise<void> {
  const name = fiscalYearName(year);
  const values: SeedValues = { name, start_date: year.start, end_date: year.end, chart: chartFor(chart, year.start) };
  const years = await ensureAll(target, "fiscal_year", "name", [values]);
  await ensureAll(
    target,
    "period",
    "name",
    periodsOf(year).map((period) => ({ ...period, fiscal_year: years.id(name) })),
  );
}
