export { exportReport } from "./export/export-report.ts";
export * from "./printing/index.ts";
export { drillReport } from "./run/drill-report.ts";
export { runDefinition, runReport, runReportAsText } from "./run/run-report.ts";
export * from "./types.ts";
