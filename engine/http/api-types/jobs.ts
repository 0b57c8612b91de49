import type { LocalizedText } from "../../kernel/index.ts";
import type { Json } from "./common.ts";

/* Reports, jobs, events. */

/**
 * GET /api/v1/reports/:id?param=…&limit&offset&compare, or POST with { params, limit, offset, compare } → ReportAnswer.
 * POST …/drill with { params, row, measure, limit, offset } → DrillAnswer. GET …/export.csv and …/export.xlsx?param=….
 */
export type {
  DrillResult as DrillAnswer,
  DrillRow,
  ReportColumn,
  ReportResult as ReportAnswer,
  ReportRow,
} from "../../reports/index.ts";
/** POST /api/v1/imports/:importer or /api/v1/:doctype/import (large files) → 202; GET /api/v1/jobs/:id. */
export interface JobAnswer {
  readonly id: string;
  readonly kind: string;
  readonly status: "waiting" | "running" | "done" | "failed";
  /** 0 to 100. */
  readonly progress: number;
  readonly message: LocalizedText | null;
  readonly result: Json;
  readonly failure: {
    readonly code: string;
    readonly message: LocalizedText;
    readonly details: readonly { readonly code: string; readonly pointer?: string; readonly message: LocalizedText }[];
  } | null;
  readonly created_at: string;
  readonly finished_at: string | null;
}
/**
 * POST /api/v1/:doctype/import/columns (multipart, part `file`): what an import would read, and a guess of the mapping.
 */
export interface ImportColumnsAnswer {
  readonly columns: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly rows: number;
  readonly sample: readonly Readonly<Record<string, Json>>[];
}
/**
 * GET /api/v1/events (text/event-stream; read it with fetch, so that the bearer token travels in its header).
 * `event: change` data: ChangeEvent · `event: meta` (metadata or rights changed: reload /meta) · comment lines as heartbeat ·
 * `event: revoked` before the stream closes.
 */
export interface ChangeEvent {
  readonly doctype: string;
  readonly id: string;
  readonly verb: string;
  readonly version: number | null;
}
