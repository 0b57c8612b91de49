import type { DrillAnswer, JobAnswer, JobsAnswer, MetaAnswer, ReportAnswer } from "../../../engine/http/api-types.ts";
import { call, callRaw, queryOf } from "./client.ts";

export type ReportParams = Readonly<Record<string, string | number | boolean | null | undefined>>;

export function loadMeta(): Promise<MetaAnswer> {
  return call("/api/v1/meta");
}

/** Rows asked for at once; the engine's own most. */
export const REPORT_ROWS_MAX = 10_000;

export function runReport(report: string, params: ReportParams, signal?: AbortSignal): Promise<ReportAnswer> {
  const body = { params: definedOnly(params), limit: REPORT_ROWS_MAX };
  return call(`/api/v1/reports/${report}`, { method: "POST", body, signal });
}

/** The source rows behind one figure. */
export function drillReport(report: string, params: ReportParams, row: unknown, measure: string): Promise<DrillAnswer> {
  const body = { params: definedOnly(params), row, measure, limit: 200 };
  return call(`/api/v1/reports/${report}/drill`, { method: "POST", body });
}

export async function exportReport(report: string, format: "csv" | "xlsx", params: ReportParams): Promise<Blob> {
  return (await callRaw(`/api/v1/reports/${report}/export.${format}${queryOf(params)}`)).blob();
}

/** `options` are the importer's own, as its metadata declares them. */
export function startImport(
  importer: string,
  file: File,
  dryRun: boolean,
  options: Readonly<Record<string, unknown>>,
): Promise<JobAnswer> {
  const body = new FormData();
  body.set("options", JSON.stringify({ ...options, dry_run: dryRun }));
  body.set("file", file);
  return call(`/api/v1/imports/${importer}`, { method: "POST", body });
}

/** One's own that are not over. */
export async function listJobs(): Promise<readonly JobAnswer[]> {
  return (await call<JobsAnswer>("/api/v1/jobs")).items;
}

/** What to do with the rest of a job that was interrupted. */
export function decideOnJob(id: string, decision: "continue" | "dismiss"): Promise<JobAnswer> {
  return call(`/api/v1/jobs/${id}/${decision}`, { method: "POST" });
}

export function getJob(id: string): Promise<JobAnswer> {
  return call(`/api/v1/jobs/${id}`);
}

function definedOnly(params: ReportParams): ReportParams {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined && value !== ""));
}
