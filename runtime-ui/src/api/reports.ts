import type { DocumentAnswer, JobAnswer, MetaAnswer, ReportAnswer } from "../../../engine/http/api-types.ts";
import { call, callRaw, queryOf } from "./client.ts";

export type ReportParams = Readonly<Record<string, string | number | boolean | null | undefined>>;

export function loadMeta(): Promise<MetaAnswer> {
  return call("/api/v1/meta");
}

export function runReport(report: string, params: ReportParams, signal?: AbortSignal): Promise<ReportAnswer> {
  return call(`/api/v1/reports/${report}`, { method: "POST", body: { params: definedOnly(params) }, signal });
}

export interface DrillAnswer {
  readonly items: readonly (DocumentAnswer & { readonly doctype?: string })[];
  readonly columns?: ReportAnswer["columns"];
}

/** The source rows behind one figure. */
export function drillReport(report: string, params: ReportParams, row: unknown, measure?: string): Promise<DrillAnswer> {
  const body = { params: definedOnly(params), row, measure };
  return call(`/api/v1/reports/${report}/drill`, { method: "POST", body });
}

export async function exportReport(report: string, format: "csv" | "xlsx", params: ReportParams): Promise<Blob> {
  return (await callRaw(`/api/v1/reports/${report}/export.${format}${queryOf(params)}`)).blob();
}

export function startImport(importer: string, file: File, dryRun: boolean): Promise<JobAnswer> {
  const body = new FormData();
  body.set("dry_run", String(dryRun));
  body.set("file", file);
  return call(`/api/v1/imports/${importer}`, { method: "POST", body });
}

export function getJob(id: string): Promise<JobAnswer> {
  return call(`/api/v1/jobs/${id}`);
}

function definedOnly(params: ReportParams): ReportParams {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined && value !== ""));
}
