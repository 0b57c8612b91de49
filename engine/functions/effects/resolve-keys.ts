import type { Documents, DocumentValues, JsonValue, RequestContext } from "../../documents/index.ts";
import { isId } from "../../kernel/index.ts";
import type { ResolvedField } from "../../registry/index.ts";
import type { ProposedEffect } from "../types.ts";

const PAGE = 1000;

export interface KeyResolver {
  /** The values with keys of links replaced by ids; a key that names nothing stays, and the document is refused with it. */
  resolve(doctype: string, values: DocumentValues): Promise<DocumentValues>;
  /** A document about to be made: its key leads to it, unless one with this key exists. */
  foretell(doctype: string, key: string, id: string): void;
}

/**
 * Links are given as the key of the document they lead to: the `key` of an effect that creates such documents, else the doctype's
 * first unique text field.
 * The keys of a doctype are read once, when the first link to it is met.
 */
export function createKeyResolver(
  documents: Documents,
  ctx: RequestContext,
  effects: readonly ProposedEffect[],
): KeyResolver {
  const idsByDoctype = new Map<string, Promise<Map<string, string>>>();
  const foretold = new Map<string, Map<string, string>>();

  function keyFieldOf(doctype: string): string | undefined {
    const made = effects.find((effect) => "create" in effect && effect.create === doctype && effect.key !== undefined);
    if (made && "key" in made) return made.key;
    return ctx.registry.doctype(doctype).fieldList.find((field) => field.type === "text" && field.unique === true)?.id;
  }

  function idsOf(doctype: string): Promise<Map<string, string>> {
    let ids = idsByDoctype.get(doctype);
    if (!ids) {
      ids = readIds(documents, ctx, doctype, keyFieldOf(doctype));
      idsByDoctype.set(doctype, ids);
    }
    return ids;
  }

  async function resolveFields(fields: readonly ResolvedField[], values: DocumentValues): Promise<DocumentValues> {
    const resolved: Record<string, JsonValue> = { ...values };
    for (const field of fields) {
      const value = values[field.id];
      if (field.type === "link" && typeof value === "string" && !isId(value)) {
        resolved[field.id] = (await idsOf(field.to)).get(value) ?? foretold.get(field.to)?.get(value) ?? value;
      } else if (field.type === "table" && Array.isArray(value)) {
        const rows: JsonValue[] = [];
        for (const row of value) rows.push(await resolveFields(field.child.fieldList, row as DocumentValues));
        resolved[field.id] = rows;
      }
    }
    return resolved;
  }

  return {
    resolve: (doctype, values) => resolveFields(ctx.registry.doctype(doctype).fieldList, values),
    foretell(doctype, key, id) {
      const ids = foretold.get(doctype) ?? new Map<string, string>();
      foretold.set(doctype, ids);
      if (!ids.has(key)) ids.set(key, id);
    },
  };
}

async function readIds(
  documents: Documents,
  ctx: RequestContext,
  doctype: string,
  key: string | undefined,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  if (key === undefined) return ids;
  let cursor: string | null = null;
  do {
    const page = await documents.list(ctx, doctype, {
      fields: ["id", key],
      limit: PAGE,
      ...(cursor !== null && { cursor }),
    });
    for (const item of page.items) if (typeof item[key] === "string") ids.set(item[key] as string, item.id);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return ids;
}
