import { type ResolvedDoctype, type ResolvedField, SYSTEM_COLUMNS, type SystemColumn } from "../../contract/index.ts";

/** What a read adds beside the stored values; it may be sent back with them. */
const READ_ALONG = "$expanded";

const members = (isKept: (column: SystemColumn) => boolean): ReadonlySet<string> =>
  new Set([...SYSTEM_COLUMNS.filter(isKept).map(({ id }) => id), READ_ALONG]);

/** What the engine keeps of any document; nobody writes it. */
export const DOCUMENT_MEMBERS = members(({ of }) => of !== "row");

/** What it keeps of any row of a table field; `id` may be sent to say which row is meant. */
export const ROW_MEMBERS = members(({ of }) => of === "row" || of === "any");

/** Id of the one record of a single doctype. */
export const SINGLE_ID = "00000000-0000-7000-8000-000000000001";

export const isSubmittable = (doctype: ResolvedDoctype): boolean => doctype.lifecycle === "submittable";

/** Computed fields exist only when read. */
export const isStored = (field: ResolvedField): boolean => field.type !== "computed";

/** Formula results and derived rows are computed on every save, never typed. */
export const isAlwaysComputed = (field: ResolvedField): boolean =>
  field.formula !== undefined || field.type === "computed" || (field.type === "table" && field.derive !== undefined);
