import type { JsonValue } from "../../calculation/index.ts";
import type { ListQuery } from "../../database/query/index.ts";
import type { ErrorCode, LocalizedText } from "../../kernel/index.ts";
import type { Checkpoint } from "./requests.ts";

export interface ImportRequest {
  /** Cells by column header, as text or typed values of a workbook. */
  readonly rows: readonly Readonly<Record<string, JsonValue>>[];
  /** Column header → field id, or `field.column` of a link to find it by; columns not named are ignored, and told. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
  /** `upsert` finds existing documents by the field `key`. */
  readonly mode?: "create" | "upsert";
  readonly key?: string;
  /** What a blank cell does to a document that is there: leaves its value (unless told), or clears it. */
  readonly blanks?: "keep" | "clear";
  readonly format?: CellFormat;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Of a dry run nothing is kept. */
  readonly checkpoint?: Checkpoint;
}

/** How numbers and dates are written in a file. */
export interface CellFormat {
  readonly decimalSeparator: "." | ",";
  readonly dateOrder: "dmy" | "mdy" | "ymd";
}

export interface CellError {
  /** Row of the file, the header being row 1. */
  readonly row: number;
  readonly column: string | null;
  readonly code: ErrorCode;
  readonly message: LocalizedText;
}

export interface ImportResult {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly errors: readonly CellError[];
  /** What the file holds and nobody brought in. */
  readonly ignored_columns: readonly IgnoredColumn[];
}

/** Why a column goes nowhere. */
export type IgnoredReason =
  | "unknown"
  | "computed"
  | "workflow"
  | "read_only"
  | "not_a_cell"
  | "repeated"
  | "not_mapped";

export interface IgnoredColumn {
  readonly column: string;
  readonly reason: IgnoredReason;
  readonly message: LocalizedText;
}

/** A table read from a file. */
export interface ParsedTable {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, JsonValue>>[];
  readonly format: CellFormat;
}

export interface ExportRequest extends ListQuery {
  readonly format: "csv" | "xlsx";
  /**
   * `reading` (unless told) writes what one sees: titles of links, labels of choices, the currency beside amounts. `import`
   * writes ids and keys, so that the file brought in again changes nothing.
   */
  readonly purpose?: "reading" | "import";
  /** View the list is seen in: its headings are the file's. */
  readonly view?: string;
  /** Aborted when nobody waits for the file any more. */
  readonly signal?: AbortSignal;
}

export interface ExportedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
