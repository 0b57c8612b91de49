import type { ResolvedDoctype, ResolvedField } from "../../contract/index.ts";

/** Fields the engine keeps on every document; nobody writes them. */
export const SYSTEM_FIELDS: ReadonlySet<string> = new Set([
  "id",
  "version",
  "docstatus",
  "number",
  "amended_from",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
  "search_text",
  "$expanded",
]);

/** Columns the engine keeps on every row of a table field; `id` may be sent to say which row is meant. */
export const SYSTEM_COLUMNS: ReadonlySet<string> = new Set(["id", "parent", "position", "$expanded"]);

/** Id of the one record of a single doctype. */
export const SINGLE_ID = "00000000-0000-7000-8000-000000000001";

export const isSubmittable = (doctype: ResolvedDoctype): boolean => doctype.lifecycle === "submittable";

/** Computed fields exist only when read. */
export const isStored = (field: ResolvedField): boolean => field.type !== "computed";

/** Formula results and derived rows are computed on every save, never typed. */
export const isAlwaysComputed = (field: ResolvedField): boolean =>
  field.formula !== undefined || field.type === "computed" || (field.type === "table" && field.derive !== undefined);
