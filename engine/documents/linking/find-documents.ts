import { lookupFields } from "../../calculation/index.ts";
import { compileListQuery, type Filter } from "../../database/query/index.ts";
import { isId } from "../../kernel/index.ts";
import type { RequestContext } from "../types.ts";

/** What a text says of a document. */
export interface DocumentWish {
  readonly doctype: string;
  /** Field to find it by; any that can name it unless told. */
  readonly by?: string | null;
  readonly text: string;
}

/** The document meant, none, or several. */
export type DocumentAnswer = { readonly id: string } | "none" | "several";

export type FindDocument = (wish: DocumentWish) => DocumentAnswer;

const TEXTS_PER_STATEMENT = 200;
const PAGE = 1_000;

/**
 * Finds the documents that texts name, by id, number, unique field or title, among those the principal may read. A few
 * statements per doctype, whatever the number of texts. The one place where a key becomes an id.
 */
export async function findDocuments(ctx: RequestContext, wishes: readonly DocumentWish[]): Promise<FindDocument> {
  const found = new Map<string, DocumentAnswer>();
  const groups = new Map<string, { readonly wish: DocumentWish; readonly texts: Set<string> }>();
  for (const wish of wishes) {
    const key = groupKey(wish);
    const group = groups.get(key) ?? { wish, texts: new Set() };
    group.texts.add(wish.text);
    groups.set(key, group);
  }
  for (const group of groups.values()) {
    const texts = [...group.texts];
    for (let start = 0; start < texts.length; start += TEXTS_PER_STATEMENT) {
      await findTexts(ctx, group.wish, texts.slice(start, start + TEXTS_PER_STATEMENT), found);
    }
  }
  return (wish) => found.get(`${groupKey(wish)} ${wish.text}`) ?? "none";
}

const groupKey = ({ doctype, by }: Omit<DocumentWish, "text">): string => `${doctype} ${by ?? ""}`;

type Item = Readonly<Record<string, unknown>> & { readonly id: string };

async function findTexts(
  ctx: RequestContext,
  wish: DocumentWish,
  texts: readonly string[],
  found: Map<string, DocumentAnswer>,
): Promise<void> {
  const { doctype, by } = wish;
  if (!ctx.access.can(doctype, "read")) return;
  const fields = by ? [by] : readableKeys(ctx, doctype);
  const items = await loadItems(ctx, doctype, fields, texts);
  for (const text of texts) {
    // A better field wins: a number equal to another document's title means the number.
    for (const field of new Set(["id", ...fields])) {
      const matches = items.filter(
        (item) => String(item[field] ?? "") === (field === "id" ? text.toLowerCase() : text),
      );
      if (matches.length === 0) continue;
      found.set(`${groupKey(wish)} ${text}`, matches.length === 1 ? { id: matches[0]!.id } : "several");
      break;
    }
  }
}

/** What names a document, as far as the principal reads it: a field above his level finds nothing and is not told of. */
function readableKeys({ registry, access }: RequestContext, doctype: string): readonly string[] {
  const level = access.highestReadLevel(doctype);
  return lookupFields(registry.doctype(doctype)).filter((id) => (registry.field(doctype, id)?.level ?? 0) <= level);
}

async function loadItems(
  ctx: RequestContext,
  doctype: string,
  fields: readonly string[],
  texts: readonly string[],
): Promise<readonly Item[]> {
  const ids = texts.map((text) => text.toLowerCase()).filter(isId);
  const isInteger = (field: string) => ctx.registry.field(doctype, field)?.type === "integer";
  const conditions: Filter[] = fields.flatMap((field) => {
    if (field === "id") return [];
    const value = isInteger(field) ? texts.filter((text) => /^\d{1,15}$/.test(text)).map(Number) : texts;
    return value.length > 0 ? [{ field, op: "in" as const, value }] : [];
  });
  if (ids.length > 0) conditions.push({ field: "id", op: "in", value: ids });
  if (conditions.length === 0) return [];
  const query = { fields: [...new Set(["id", ...fields])], filter: { or: conditions }, limit: PAGE };
  const statement = compileListQuery(ctx.registry, doctype, query, ctx.access.readAccess(doctype));
  const text = await ctx.db.read(ctx.organization, (connection) => connection.queryText(statement));
  return (JSON.parse(text ?? '{"items":[]}') as { readonly items: readonly Item[] }).items;
}
