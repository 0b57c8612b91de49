import type { RequestContext } from "../../documents/index.ts";
import { fail } from "../../kernel/index.ts";
import { prepareReport } from "../run/prepare-report.ts";
import { runPrepared } from "../run/run-report.ts";
import { EXPORT_ROWS_MAX, type ExportedFile, type ReportExport } from "../types.ts";
import { renderCsv } from "./render-csv.ts";
import { reportTable } from "./report-table.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** All rows of a report as a file. Raises REPORT_EXPORT_TOO_LARGE and what `runReport` raises. */
export async function exportReport(
  ctx: RequestContext,
  report: string,
  { format, language, params, compare }: ReportExport,
): Promise<ExportedFile> {
  const definition = ctx.registry.report(report);
  const prepared = await prepareReport(ctx, definition, params, true);
  const limit = Math.min(definition.limit ?? EXPORT_ROWS_MAX, EXPORT_ROWS_MAX);
  const result = await runPrepared(ctx, prepared, { limit, offset: 0 }, compare);
  if (definition.limit === undefined && result.row_count > EXPORT_ROWS_MAX) {
    fail("REPORT_EXPORT_TOO_LARGE", { rows: result.row_count, max: EXPORT_ROWS_MAX });
  }
  const table = reportTable(result, language);
  const fileName = `${report}-${ctx.clock.today()}.${format}`;
  if (format === "xlsx") {
    // Loaded on first use: the workbook library is large and most servers start without needing it.
    const { renderXlsx } = await import("./render-xlsx.ts");
    return { fileName, contentType: XLSX, bytes: await renderXlsx(table, language) };
  }
  const bytes = new TextEncoder().encode(renderCsv(table, language));
  return { fileName, contentType: "text/csv; charset=utf-8", bytes };
}
