import { setImmediate as nextTurn } from "node:timers/promises";
import { createExportThreads } from "../../documents/export-files/index.ts";
import type { RequestContext } from "../../documents/index.ts";
import { fail } from "../../kernel/index.ts";
import { assertWanted } from "../../kernel/threads/index.ts";
import { prepareReport } from "../run/prepare-report.ts";
import { runPrepared } from "../run/run-report.ts";
import { EXPORT_ROWS_MAX, type ExportedFile, type ReportExport, type ReportResult } from "../types.ts";
import type { FileOfReport } from "./export-worker.ts";

const CONTENT_TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
/** Rows handed over before other requests have their turn. */
const ROWS_PER_TURN = 500;

const threads = createExportThreads<FileOfReport>(new URL("./export-worker.ts", import.meta.url));

/** All rows of a report as a file. Raises REPORT_EXPORT_TOO_LARGE and what `runReport` raises. */
export async function exportReport(
  ctx: RequestContext,
  report: string,
  { format, language, params, compare, signal }: ReportExport,
): Promise<ExportedFile> {
  const definition = ctx.registry.report(report);
  const gather = async () => {
    const prepared = await prepareReport(ctx, definition, params, true);
    const limit = Math.min(definition.limit ?? EXPORT_ROWS_MAX, EXPORT_ROWS_MAX);
    const { rows, ...result } = await runPrepared(ctx, prepared, { limit, offset: 0 }, compare);
    if (definition.limit === undefined && result.row_count > EXPORT_ROWS_MAX) {
      fail("REPORT_EXPORT_TOO_LARGE", { rows: result.row_count, max: EXPORT_ROWS_MAX });
    }
    return { format, language, result, pages: await cutIntoPages(rows, signal) };
  };
  const bytes = await threads.make(ctx.organization.id, gather, signal);
  return { fileName: `${report}-${ctx.clock.today()}.${format}`, contentType: CONTENT_TYPES[format], bytes };
}

async function cutIntoPages(rows: ReportResult["rows"], signal: AbortSignal | undefined): Promise<readonly string[]> {
  const pages: string[] = [];
  for (let from = 0; from < rows.length; from += ROWS_PER_TURN) {
    assertWanted(signal);
    pages.push(JSON.stringify(rows.slice(from, from + ROWS_PER_TURN)));
    await nextTurn();
  }
  return pages;
}
