import type { LocalizedText } from "../../kernel/index.ts";
import type { Json } from "./common.ts";
import type { ProblemDetail } from "./problems.ts";

/* Documents: /api/v1/:doctype. */

export interface DocumentAnswer {
  readonly id: string;
  readonly version: number;
  readonly docstatus?: "draft" | "submitted" | "cancelled";
  readonly number?: string | null;
  readonly amended_from?: string | null;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
  /** The document's title; in lists when `$title` is among `fields`. */
  readonly $title?: string | null;
  /** With `expand`: title of each linked document, by link field. */
  readonly $expanded?: Readonly<Record<string, { readonly id: string; readonly title: string | null }>>;
  readonly [field: string]: unknown;
}
export interface ListAnswer {
  readonly items: readonly DocumentAnswer[];
  readonly next_cursor: string | null;
  readonly total?: number;
  readonly total_is_capped?: boolean;
  readonly totals?: Readonly<Record<string, string | number | null>>;
}
/** POST /api/v1/:doctype/preview with { id } or { values }: what saving and submitting would do; nothing is stored. */
export interface PreviewAnswer {
  readonly document: DocumentAnswer;
  readonly postings: readonly {
    readonly ledger: string;
    readonly date: string;
    readonly entries: readonly Readonly<Record<string, Json>>[];
  }[];
  /** Of a stored draft: what stands against submitting it. */
  readonly refusals: readonly ProblemDetail[];
}
/** POST /api/v1/:doctype/bulk. */
export interface BulkBody {
  readonly verb: "update" | "submit" | "cancel" | "delete" | "transition";
  /** Either the ids … */
  readonly ids?: readonly string[];
  /** … or a filter, as in a list; at most 1,000 documents. */
  readonly filter?: Json;
  /** For `update`. */
  readonly patch?: Readonly<Record<string, Json>>;
  /** For `transition`. */
  readonly transition?: string;
}
export interface BulkAnswer {
  readonly changed: number;
  readonly refused: readonly {
    readonly id: string;
    readonly code: string;
    readonly message: LocalizedText;
    readonly pointer?: string;
  }[];
}
/** GET /api/v1/:doctype/:id/history → { items }. */
export interface HistoryAnswer {
  readonly id: string;
  readonly version: number;
  readonly verb: string;
  readonly at: string;
  readonly by: string;
  /** Name of the person; null for the system. */
  readonly by_name: string | null;
  readonly reason: string | null;
  readonly changes: readonly {
    /** Field id; for a table with `row` and `column`. */
    readonly field: string;
    readonly row?: string;
    readonly column?: string;
    readonly before: Json;
    readonly after: Json;
  }[];
}
/** GET and POST /api/v1/:doctype/:id/comments → { items } and 201. Body of the POST: { body }. DELETE …/comments/:comment. */
export interface CommentAnswer {
  readonly id: string;
  readonly body: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly created_by_name: string | null;
}
/**
 * GET and POST (multipart, part `file`) /api/v1/:doctype/:id/attachments → { items } and 201; DELETE …/attachments/:attachment.
 * Bytes: GET /api/v1/attachments/:id. For a file or image field before its document is saved: POST /api/v1/:doctype/uploads/:field.
 */
export interface AttachmentAnswer {
  readonly id: string;
  readonly file_name: string;
  readonly content_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly created_by_name: string | null;
}
/** GET /api/v1/:doctype/:id/tags → { items: string[] }; POST with { tag }; DELETE …/tags/:tag. */
export interface TagsAnswer {
  readonly items: readonly string[];
}
/** GET /api/v1/:doctype/:id/transitions → { items }; POST …/transition with { transition }. */
export interface TransitionAnswer {
  readonly transition: string;
  readonly label: LocalizedText;
  readonly to: string;
  readonly action?: "submit" | "cancel";
}
/** GET /api/v1/:doctype/:id/links → { items }: documents that link here, at most 50 per doctype, newest first. */
export interface LinkedDocumentAnswer {
  readonly doctype: string;
  readonly field: string;
  readonly id: string;
  readonly title: string | null;
}
/** GET /api/v1/:doctype/:id/postings → { items }. Entries here and in a preview carry `$expanded` for their link dimensions. */
export interface PostingAnswer {
  readonly id: string;
  readonly ledger: string;
  readonly date: string;
  readonly kind: "post" | "reversal";
  readonly reverses: string | null;
  readonly entries: readonly Readonly<Record<string, Json>>[];
}
/** GET /api/v1/:doctype/:id/conversions → { items }: those offered now. POST …/convert/:conversion with { lines? } → 201 document. */
export interface ConversionOfferAnswer {
  readonly conversion: string;
  readonly to: string;
  readonly label: LocalizedText;
  readonly remaining: readonly {
    readonly line: string;
    readonly quantity: string;
    readonly converted: string;
    readonly remaining: string;
  }[];
}
/**
 * POST /api/v1/:doctype/import (multipart: part `file` CSV or XLSX, part `options` JSON of ImportOptions) → 202 JobAnswer;
 * its `result` is an ImportAnswer.
 */
export interface ImportOptions {
  /** Column header → field id; guessed from labels when absent. */
  readonly mapping?: Readonly<Record<string, string>>;
  readonly dry_run?: boolean;
  readonly mode?: "create" | "upsert";
  /** Field an upsert finds documents by. */
  readonly key?: string;
}
export interface ImportAnswer {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly errors: readonly {
    readonly row: number;
    readonly column: string | null;
    readonly code: string;
    readonly message: LocalizedText;
  }[];
}
