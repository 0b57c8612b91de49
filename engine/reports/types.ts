import type { Report } from "../contract/index.ts";
import type { ExportedFile, JsonValue } from "../documents/index.ts";
import type { Language, LocalizedText } from "../kernel/index.ts";

export type { ExportedFile };

/** Rows answered at once, unless the report or the request says less. */
export const REPORT_LIMIT = 1_000;
/** Rows answered at once at most; a file may hold more. */
export const REPORT_LIMIT_MAX = 10_000;
export const EXPORT_ROWS_MAX = 200_000;

export interface ReportRequest {
  /** Values of the report's parameters; those left out take their default. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly limit?: number;
  readonly offset?: number;
  /** Adds to every measure `m` the figure of the same days a year before, as `m__previous`. */
  readonly compare?: "previous_year";
  /** Aborted when nobody waits for the figures any more. */
  readonly signal?: AbortSignal;
}

/** How the values of a column look: dimensions are text, date … or `link` (`{id, title}`), measures as declared. */
export type ReportColumnType =
  | "text"
  | "number"
  | "boolean"
  | "date"
  | "datetime"
  | "time"
  | "link"
  | "money"
  | "quantity"
  | "decimal"
  | "integer"
  | "percent";

export interface ReportColumn {
  readonly id: string;
  readonly label: LocalizedText;
  readonly type: ReportColumnType;
  readonly kind: "dimension" | "measure";
  /** Heading shared by neighbouring columns. */
  readonly group?: LocalizedText;
  /** Doctype of a link. */
  readonly to?: string;
  /** Width of the time buckets; their value is the first day. */
  readonly bucket?: "day" | "month" | "quarter" | "year";
  /** Labels of a choice by value. */
  readonly options?: Readonly<Record<string, LocalizedText>>;
}

/**
 * Values by column id, hidden dimensions included: exact numbers as text, whole numbers and counts as numbers, dates
 * ISO, links `{id, title}`, dynamic ones with their `type`. `$drill`: the report a click opens, with its parameters and, as
 * `figures`, those that a single figure changes. `$document`: the document a row
 * of a detail report comes from. `$currencies`: by measure, the currency of its amount, where the definition tells one.
 */
export type ReportRow = Readonly<Record<string, JsonValue>>;

/** Rows that stand together. */
export interface ReportGroup {
  /** Dimensions that its rows share. */
  readonly values: ReportRow;
  /** Sums of what came before its first row; only of reports with `opening`. */
  readonly opening: ReportRow | null;
  /** Over all its rows, not only those answered. */
  readonly totals: ReportRow;
  /** Number of all its rows. */
  readonly row_count: number;
  /** Number of those answered: the groups' rows follow each other. */
  readonly rows: number;
  /** Is its first row answered, its last one? A group without rows has an opening alone. */
  readonly begins: boolean;
  readonly ends: boolean;
}

export interface ReportResult {
  readonly report: { readonly id: string; readonly label: LocalizedText; readonly kind: Report["kind"] };
  /** Parameters as they were used. */
  readonly params: Readonly<Record<string, JsonValue>>;
  /** Visible columns in order. */
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** Sums of what came before the first row; running totals start there. Only reports with `opening`. */
  readonly opening: ReportRow | null;
  /** Over all rows, not only those answered; null when the report has none, figures null where they are of several currencies. */
  readonly totals: ReportRow | null;
  /** Groups of the answered rows, in their order; null when the report has none. */
  readonly groups: readonly ReportGroup[] | null;
  /** Number of all rows. */
  readonly row_count: number;
  readonly chart: NonNullable<Report["chart"]> | null;
  /** What a click on a figure does: opens the report in the row's `$drill`, or asks for the documents behind it. */
  readonly drill: "report" | "documents";
}

export interface DrillRequest {
  readonly params?: Readonly<Record<string, unknown>>;
  /** Values of dimensions of the row asked about (those left out are not constrained); null means "without value". */
  readonly row: Readonly<Record<string, unknown>>;
  readonly measure: string;
  /** Aborted when nobody waits for the rows any more. */
  readonly signal?: AbortSignal;
  readonly limit?: number;
  readonly offset?: number;
}

/** One source row behind a figure. */
export interface DrillRow {
  readonly document: {
    readonly type: string;
    readonly id: string;
    readonly number: string | null;
    readonly title: string | null;
  };
  readonly date: string | null;
  /** What this row adds to the figure; for a formula, to each measure it is made of. */
  readonly values: Readonly<Record<string, JsonValue>>;
}

export interface DrillResult {
  /** The measures in `values`. */
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly DrillRow[];
  /** Over all source rows: for a sum or count, the figure itself. */
  readonly totals: Readonly<Record<string, JsonValue>>;
  readonly row_count: number;
}

export interface ReportExport extends Omit<ReportRequest, "limit" | "offset"> {
  readonly format: "csv" | "xlsx";
  readonly language: Language;
}
