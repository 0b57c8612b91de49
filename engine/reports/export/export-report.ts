import { createExportThreads } from "../../documents/export-files/index.ts";
import type { RequestContext } from "../../documents/index.ts";
import { fail, mustExist } from "../../kernel/index.ts";
import { prepareReport } from "../run/prepare-report.ts";
import { readReport } from "../run/run-report.ts";
import { EXPORT_ROWS_MAX, type ExportedFile, type ReportExport } from "../types.ts";
import type { FileOfReport } from "./export-worker.ts";

const CONTENT_TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

const threads = createExportThreads<FileOfReport>(new URL("./export-worker.ts", import.meta.url));

/** All rows of a report as a file, whose figures are read in a thread. Raises REPORT_EXPORT_TOO_LARGE and what `runReport` raises. */
export async function exportReport(
  ctx: RequestContext,
  report: string,
  { format, language, params, ...reading }: ReportExport,
): Promise<ExportedFile> {
  const definition = ctx.registry.report(report);
  const gather = async () => {
    const prepared = await prepareReport(ctx, definition, params, true);
    const limit = Math.min(definition.limit ?? EXPORT_ROWS_MAX, EXPORT_ROWS_MAX);
    const { head, figures } = await readReport(ctx, prepared, { limit, offset: 0 }, reading);
    const rows = rowCount(figures);
    if (definition.limit === undefined && rows > EXPORT_ROWS_MAX) {
      fail("REPORT_EXPORT_TOO_LARGE", { rows, max: EXPORT_ROWS_MAX });
    }
    return { format, language, head, figures };
  };
  const bytes = await threads.make(ctx.organization.id, gather, reading.signal);
  return { fileName: `${report}-${ctx.clock.today()}.${format}`, contentType: CONTENT_TYPES[format], bytes };
}

/** The statement tells it last: the rest need not be read for it. */
export const rowCount = (figures: string): number =>
  Number(mustExist(/(\d+)\}$/.exec(figures.slice(-20))?.[1], "the number of rows"));
