import type { ListQuery } from "../../database/index.ts";
import type { Documents, RequestContext } from "../../documents/index.ts";
import type { LinkedDocumentAnswer } from "../api-types.ts";

const PER_FIELD_MAX = 50;

/** Documents that link to this one, in their header or in a row, as far as the person may read them. */
export async function readLinks(
  documents: Documents,
  ctx: RequestContext,
  doctype: string,
  id: string,
): Promise<readonly LinkedDocumentAnswer[]> {
  await documents.get(ctx, doctype, id);
  const sources = ctx.registry.linksTo(doctype).filter((source) => ctx.access.can(source.doctype, "read"));
  const found = await Promise.all(
    sources.map(async ({ doctype: from, table, field }) => {
      const page = await documents.list(ctx, from, linkQuery(table, field, id));
      const path = table === null ? field : `${table}.${field}`;
      return page.items.map((item) => ({ doctype: from, field: path, id: item.id, title: titleOf(item["$title"]) }));
    }),
  );
  return found.flat();
}

function linkQuery(table: string | null, field: string, id: string): ListQuery {
  const base = { fields: ["$title"], sort: ["-created_at"], limit: PER_FIELD_MAX };
  return table === null
    ? { ...base, filter: { field, op: "eq", value: id } }
    : { ...base, filter: { field: `${table}.${field}`, op: "eq", value: id } };
}

function titleOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
