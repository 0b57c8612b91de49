import type { JsonValue } from "../contract/index.ts";

export type { JsonValue };

/** Values of a document as in JSON: decimals are strings, links ids, tables arrays of rows. */
export type DocumentValues = Readonly<Record<string, JsonValue>>;

/** A document's members, or what is known of them. */
export type Members = Readonly<Record<string, JsonValue | undefined>>;

export type DocumentStatus = "draft" | "submitted" | "cancelled";

/** A document as in JSON: system fields beside the fields of its doctype. */
export interface Document {
  readonly id: string;
  readonly version: number;
  /** Only submittable doctypes. */
  readonly docstatus?: DocumentStatus;
  /** Only doctypes with a number series; null until drawn. */
  readonly number?: string | null;
  readonly amended_from?: string | null;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
  readonly [field: string]: JsonValue | undefined;
}

/** One row of a table field; `id` is kept from save to save. */
export interface DocumentRow {
  readonly id: string;
  readonly [column: string]: JsonValue;
}
