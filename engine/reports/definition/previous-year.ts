import { addMonths, endOfMonth, fail, type IsoDate, isIsoDate } from "../../kernel/index.ts";
import type { ParamValues } from "../run/report-params.ts";
import type { CheckedMeasure, CheckedReport } from "./checked-report.ts";

/** Ending of the ids of figures of the year before. */
export const PREVIOUS = "__previous";

/** Id of the measure a figure of the year before belongs to, or undefined. */
export const previousOf = (id: string): string | undefined =>
  id.endsWith(PREVIOUS) ? id.slice(0, -PREVIOUS.length) : undefined;

/**
 * The same report with each measure followed by its figure a year before.
 * Raises REPORT_COMPARE_NOT_POSSIBLE unless it sums up between dates that are parameters.
 */
export function withPreviousYear(checked: CheckedReport): CheckedReport {
  const { report, measures } = checked;
  const hasDates = Object.values(report.params ?? {}).some(({ type }) => type === "date");
  if (report.kind !== "summary" || !hasDates || measures.some(({ running }) => running)) {
    fail("REPORT_COMPARE_NOT_POSSIBLE", {}, { pointer: "/compare" });
  }
  const both = measures.flatMap((measure): CheckedMeasure[] => [
    measure,
    {
      ...measure,
      id: `${measure.id}${PREVIOUS}`,
      label: { fr: `${measure.label.fr} (N-1)`, en: `${measure.label.en} (year before)` },
    },
  ]);
  return { ...checked, measures: both };
}

/** The same day a year before; the last day of a month stays the last. */
export function yearBefore(date: IsoDate): IsoDate {
  const before = addMonths(date, -12);
  return date === endOfMonth(date) ? endOfMonth(before) : before;
}

/** Parameters of the same days a year before. */
export function paramsYearBefore({ report }: CheckedReport, params: ParamValues): ParamValues {
  const shifted = [...params].map(([name, value]) => {
    const isDate = report.params?.[name]?.type === "date" && isIsoDate(value);
    return [name, isDate ? yearBefore(value) : value] as const;
  });
  return new Map(shifted);
}
