import type { Language } from "../../kernel/index.ts";
import type { ReportResult, ReportRow } from "../types.ts";
import { renderCsv } from "./render-csv.ts";
import { renderXlsx } from "./render-xlsx.ts";
import { reportTable } from "./report-table.ts";

/** A file to be made of a report. */
export interface FileOfReport {
  readonly format: "csv" | "xlsx";
  readonly language: Language;
  readonly result: Omit<ReportResult, "rows">;
  /** JSON of the rows, some hundreds in each. */
  readonly pages: readonly string[];
}

/** Runs in a thread. */
export async function handle({ format, language, result, pages }: FileOfReport): Promise<Uint8Array> {
  const rows = pages.flatMap((page) => JSON.parse(page) as readonly ReportRow[]);
  const table = reportTable({ ...result, rows }, language);
  return format === "csv" ? new TextEncoder().encode(renderCsv(table, language)) : renderXlsx(table, language);
}
