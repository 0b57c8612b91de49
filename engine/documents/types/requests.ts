import type { ConditionAnswer, Document, DocumentValues, JsonValue } from "../../calculation/index.ts";
import type { Connection } from "../../database/index.ts";
import type { ListQuery } from "../../database/query/index.ts";
import type { ErrorCode, ErrorDetail, IsoDate, LocalizedText, PerfexError } from "../../kernel/index.ts";
import type { PostingPreview } from "./ports.ts";

export interface WriteOptions {
  /** The version the change is based on; another one in the table is DOCUMENT_CHANGED. */
  readonly version?: number;
  readonly idempotencyKey?: string;
}

export interface CreateOptions {
  readonly idempotencyKey?: string;
  /** Create and submit in one transaction. */
  readonly submit?: boolean;
  /** Id made by the client or an importer (UUID). */
  readonly id?: string;
}

export interface CreateManyOptions {
  /** Create and submit. */
  readonly submit?: boolean;
  /** Ids made by an importer, one per row: rows may then name earlier ones. */
  readonly ids?: readonly string[];
  /** Told after each part that was written; what it throws ends the work there. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Told inside each transaction that writes, before its commit: how many rows are dealt with then, and which of them were refused. */
  readonly beforeCommit?: (connection: Connection, done: number, refused: readonly RefusedRow[]) => Promise<void>;
}

/** What was reached, and what is to be known to go on behind it. */
export interface Reached {
  readonly done: number;
  readonly total: number;
  readonly state: JsonValue;
}

/** Where long work keeps how far it came: what is cut off goes on from there, and nothing is done twice. */
export interface Checkpoint {
  /** Null at the start. */
  readonly reached: Reached | null;
  /** With the documents, in the transaction that writes them. Raises JOB_INTERRUPTED where another worker has the work by now. */
  keep(connection: Connection, reached: Reached): Promise<void>;
  /** What is intended, made by the first run; later ones get the same, whatever has changed since. */
  intend<T extends object>(make: () => Promise<T>): Promise<T>;
}

/** A document that was left out, by its place among the rows. */
export interface RefusedRow {
  readonly index: number;
  readonly code: ErrorCode;
  readonly message: LocalizedText;
  readonly pointer?: string;
  /** The refusal itself, with all its details. */
  readonly error: PerfexError;
}

export interface CreateManyResult {
  /** In the order of the rows; null where the document was refused. */
  readonly ids: readonly (string | null)[];
  readonly refused: readonly RefusedRow[];
}

export interface CancelOptions extends WriteOptions {
  /** Date of the reversal where the original's period is closed; today unless told. */
  readonly date?: IsoDate;
}

export interface RefusedItem {
  readonly id: string;
  readonly code: ErrorCode;
  readonly message: LocalizedText;
  readonly pointer?: string;
}

export interface BulkRequest {
  /** Either the ids … */
  readonly ids?: readonly string[];
  /** … or a filter; at most 1,000 documents. */
  readonly filter?: ListQuery["filter"];
  readonly verb: "update" | "submit" | "cancel" | "delete" | "transition";
  readonly patch?: DocumentValues;
  readonly transition?: string;
}

export interface BulkResult {
  readonly changed: number;
  readonly refused: readonly RefusedItem[];
}

export interface Preview {
  /** System fields of a document that was never stored are those it would have. */
  readonly document: Document;
  readonly postings: readonly PostingPreview[];
  /** Of a stored draft: what stands against submitting it; empty when nothing does. */
  readonly refusals: readonly ErrorDetail[];
}

/** A document being written: a new one, or a stored one with changes. */
export interface DocumentInHand {
  /** Of a stored document. */
  readonly id?: string;
  /** What was typed; of a stored document what differs. */
  readonly values?: DocumentValues;
}

/** What a document in hand comes to, whatever still stands against saving it. */
export interface Computed {
  readonly document: Document;
  readonly conditions: readonly ConditionAnswer[];
}

export interface HistoryChange {
  /** `name`, or `lines` with a row. */
  readonly field: string;
  readonly row?: string;
  readonly column?: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** A change with the words of the field it was made to. */
export interface ToldChange extends HistoryChange {
  readonly label: LocalizedText;
}

export interface HistoryEntry {
  readonly id: string;
  readonly version: number;
  readonly verb: string;
  /** What was done, in words. */
  readonly label: LocalizedText;
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
  readonly changes: readonly ToldChange[];
}

export interface Comment {
  readonly id: string;
  readonly body: string;
  readonly created_at: string;
  readonly created_by: string;
}

export interface Attachment {
  readonly id: string;
  readonly file_name: string;
  readonly content_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
  readonly created_at: string;
  readonly created_by: string;
}

export interface AttachmentContent {
  readonly attachment: Attachment;
  readonly stream: NodeJS.ReadableStream;
  /** Headers an HTTP answer must carry. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface NewFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface LinkedDocument {
  readonly doctype: string;
  /** `field`, or `table.column`. */
  readonly field: string;
  readonly id: string;
  readonly title: string | null;
  /** As long as it is, this one cannot be cancelled. */
  readonly is_submitted: boolean;
}

export interface RemainingLine {
  readonly line: string;
  readonly quantity: string;
  readonly converted: string;
  readonly remaining: string;
}

export interface ConversionOffer {
  readonly conversion: string;
  readonly to: string;
  readonly label: LocalizedText;
}
