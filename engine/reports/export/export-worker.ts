import type { Language } from "../../kernel/index.ts";
import type { ReportFigures, ReportHead } from "../run/run-report.ts";
import { renderCsv } from "./render-csv.ts";
import { renderXlsx } from "./render-xlsx.ts";
import { reportTable } from "./report-table.ts";

/** A file to be made of a report. */
export interface FileOfReport {
  readonly format: "csv" | "xlsx";
  readonly language: Language;
  readonly head: ReportHead;
  /** JSON of its figures. */
  readonly figures: string;
}

/** Runs in a thread. */
export async function handle({ format, language, head, figures }: FileOfReport): Promise<Uint8Array> {
  const table = reportTable({ ...head, ...(JSON.parse(figures) as ReportFigures) }, language);
  return format === "csv" ? new TextEncoder().encode(renderCsv(table, language)) : renderXlsx(table, language);
}
