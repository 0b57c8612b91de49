import type { JsonValue, SystemValues } from "../contract/index.ts";

export type { JsonValue };

/** Values of a document as in JSON: decimals are strings, links ids, tables arrays of rows. */
export type DocumentValues = Readonly<Record<string, JsonValue>>;

/** A document's members, or what is known of them. */
export type Members = Readonly<Record<string, JsonValue | undefined>>;

export type DocumentStatus = NonNullable<SystemValues["docstatus"]>;

/** A document as in JSON: what the engine keeps of it beside the fields of its doctype. */
export interface Document extends SystemValues {
  readonly [field: string]: JsonValue | undefined;
}

/** One row of a table field; `id` is kept from save to save. */
export interface DocumentRow {
  readonly id: string;
  readonly [column: string]: JsonValue;
}
