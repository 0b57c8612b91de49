import { fail } from "../../../engine/kernel/index.ts";
import type { AccountRow } from "./account-row.ts";
import { loadCsv } from "./csv.ts";

/** Where a chart's files are, relative to `localization/`. */
export interface ChartFiles {
  /** Codes and labels as published. */
  readonly official: string;
  /** What accounts are, by prefix of their code. */
  readonly rules: string;
  /** Lines of the financial statements. */
  readonly lines: string;
  /** The complete chart, made from the files above by `build-charts.ts`. */
  readonly complete: string;
}

const pcg = (year: number): ChartFiles => ({
  official: `fr/charts/pcg-${year}.official.csv`,
  rules: "fr/charts/account-rules.csv",
  lines: "fr/charts/statement-lines.json",
  complete: `fr/charts/pcg-${year}.csv`,
});

export const CHARTS = {
  fr_pcg_2025: pcg(2025),
  fr_pcg_2026: pcg(2026),
  syscohada_2017: {
    official: "syscohada/syscohada-2017.official.csv",
    rules: "syscohada/account-rules.csv",
    lines: "syscohada/statement-lines.json",
    complete: "syscohada/syscohada-2017.csv",
  },
} as const satisfies Record<string, ChartFiles>;

export type ChartId = keyof typeof CHARTS;

/** A family of charts whose version follows from the start of the fiscal year. */
export type ChartFamily = "fr_pcg" | "syscohada";

/**
 * The version in force for a fiscal year that starts on the given date. The French plan of 2025 also serves years
 * opened earlier: the older one is not offered any more.
 */
export function chartFor(chart: string, fiscalYearStart: string): ChartId {
  if (chart === "fr_pcg") return fiscalYearStart >= "2026-01-01" ? "fr_pcg_2026" : "fr_pcg_2025";
  if (chart === "syscohada") return "syscohada_2017";
  if (Object.hasOwn(CHARTS, chart)) return chart as ChartId;
  return fail("SEED_UNKNOWN_CHART", { chart });
}

export const localizationFile = (path: string) => new URL(`../${path}`, import.meta.url);

type CompleteRow = Record<keyof AccountRow, string>;

/** All accounts of a chart, parents before children. */
export function loadChart(chart: ChartId): AccountRow[] {
  return loadCsv<CompleteRow>(localizationFile(CHARTS[chart].complete)).map((row) => ({
    ...row,
    parent: row.parent || null,
    is_reconcilable: row.is_reconcilable === "yes",
    is_group: row.is_group === "yes",
  }));
}
