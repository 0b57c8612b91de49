import { compileListQuery } from "../../database/query/index.ts";
import { fail, isId } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { RequestContext } from "../types.ts";
import type { MappedColumn } from "./import-mapping.ts";
import { keyFields } from "./lookup-fields.ts";
import type { ImportedDocument } from "./read-rows.ts";

const KEYS_PER_STATEMENT = 500;

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
  const wanted = key === "id" ? keys.map((text) => text.toLowerCase()).filter(isId) : keys;
  const existing = new Map<string, string>();
  for (let start = 0; start < wanted.length; start += KEYS_PER_STATEMENT) {
    const value = wanted.slice(start, start + KEYS_PER_STATEMENT);
    const query = { fields: ["id", key], filter: { field: key, op: "in", value }, limit: KEYS_PER_STATEMENT } as const;
    const statement = compileListQuery(ctx.registry, doctype.id, query, ctx.access.readAccess(doctype.id));
    const text = await ctx.db.read(ctx.organization, (connection) => connection.queryText(statement));
    const { items } = JSON.parse(text ?? '{"items":[]}') as { readonly items: readonly Record<string, string>[] };
    for (const item of items) existing.set(String(item[key]), String(item["id"]));
  }
  return existing;
}
