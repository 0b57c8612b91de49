import { keyFields } from "../../calculation/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { findDocuments } from "../linking/find-documents.ts";
import type { RequestContext } from "../types.ts";
import type { MappedColumn } from "./import-mapping.ts";
import type { ImportedDocument } from "./read-rows.ts";

/** Value of the key column of one document of the file, as text; null when blank. */
export function keyOf(key: string, document: ImportedDocument): string | null {
  const value = key === "id" ? document.id : key === "number" ? document.number : (document.values[key] ?? null);
  return value === null ? null : String(value);
}

/** The key an upsert finds documents by: the one asked for, else the best one the file has. Raises IMPORT_KEY_INVALID. */
export function resolveKey(doctype: ResolvedDoctype, columns: readonly MappedColumn[], asked?: string): string {
  const present = keyFields(doctype).filter((key) => columns.some(({ table, name }) => !table && name === key));
  const key = asked ?? present[0];
  return key !== undefined && present.includes(key)
    ? key
    : fail("IMPORT_KEY_INVALID", { key: key ?? "" }, { pointer: "/key" });
}

/** Key → id of the documents that exist already, among those the principal may read. */
export async function findExisting(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  key: string,
  documents: readonly ImportedDocument[],
): Promise<ReadonlyMap<string, string>> {
  const keys = [...new Set(documents.flatMap((document) => keyOf(key, document) ?? []))];
  const wishOf = (text: string) => ({ doctype: doctype.id, by: key, text });
  const find = await findDocuments(ctx, keys.map(wishOf));
  return new Map(
    keys.flatMap((text) => {
      const found = find(wishOf(text));
      return typeof found === "object" ? [[text, found.id] as const] : [];
    }),
  );
}
