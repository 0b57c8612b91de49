export { createExportThreads } from "./export-threads.ts";
export { streamWorkbook } from "./stream-workbook.ts";
