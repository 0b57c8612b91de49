import { compileListQuery } from "../../database/query/index.ts";
import { isPerfexError } from "../../kernel/index.ts";
import type { RequestContext } from "../types.ts";

export interface RecordName {
  readonly doctype: string;
  readonly id: string;
}

/** Titles by id, of those among the records that the principal may read; null where only the id would be one. */
export async function recordTitles(
  ctx: RequestContext,
  records: readonly RecordName[],
): Promise<ReadonlyMap<string, string | null>> {
  const titles = new Map<string, string | null>();
  for (const doctype of new Set(records.map((record) => record.doctype))) {
    if (!ctx.registry.doctypes.has(doctype) || !ctx.access.can(doctype, "read")) continue;
    const ids = records.flatMap((record) => (record.doctype === doctype ? [record.id] : []));
    for (const { id, $title } of await titled(ctx, doctype, ids))
      titles.set(id, $title === id ? null : ($title ?? null));
  }
  return titles;
}

type Titled = { readonly id: string; readonly $title?: string | null };

/** What is refused already stays refused for its own reason, though nothing more can be read of it. */
async function titled(ctx: RequestContext, doctype: string, ids: readonly string[]): Promise<readonly Titled[]> {
  const query = { fields: ["id", "$title"], filter: { field: "id", op: "in", value: ids }, limit: ids.length } as const;
  const statement = compileListQuery(ctx.registry, doctype, query, ctx.access.readAccess(doctype));
  try {
    const text = await ctx.db.read(ctx.organization, (connection) => connection.queryText(statement));
    return (JSON.parse(text ?? '{"items":[]}') as { readonly items: readonly Titled[] }).items;
  } catch (error) {
    if (isPerfexError(error)) return [];
    throw error;
  }
}
