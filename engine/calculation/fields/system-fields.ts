import { DOCUMENT_COLUMNS, type ResolvedDoctype, type ResolvedField, ROW_COLUMNS } from "../../contract/index.ts";

/** What a read adds beside the stored values; it may be sent back with them. */
const READ_ALONG = "$expanded";

/** Fields the engine keeps on every document; nobody writes them. */
export const SYSTEM_FIELDS: ReadonlySet<string> = new Set([...DOCUMENT_COLUMNS, READ_ALONG]);

/** Columns the engine keeps on every row of a table field; `id` may be sent to say which row is meant. */
export const SYSTEM_COLUMNS: ReadonlySet<string> = new Set([...ROW_COLUMNS, READ_ALONG]);

/** Id of the one record of a single doctype. */
export const SINGLE_ID = "00000000-0000-7000-8000-000000000001";

export const isSubmittable = (doctype: ResolvedDoctype): boolean => doctype.lifecycle === "submittable";

/** Computed fields exist only when read. */
export const isStored = (field: ResolvedField): boolean => field.type !== "computed";

/** Formula results and derived rows are computed on every save, never typed. */
export const isAlwaysComputed = (field: ResolvedField): boolean =>
  field.formula !== undefined || field.type === "computed" || (field.type === "table" && field.derive !== undefined);
