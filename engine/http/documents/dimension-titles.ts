import type { Ledger } from "../../contract/index.ts";
import { LIMIT_MAX } from "../../database/index.ts";
import type { Documents, JsonValue, RequestContext } from "../../documents/index.ts";

type Entry = Readonly<Record<string, JsonValue>>;
interface WithEntries {
  readonly entries: readonly Entry[];
}

/** Adds `$expanded` to each entry: id and title of what its link dimensions point to, where the person may read it. */
export async function withDimensionTitles<P extends WithEntries>(
  documents: Documents,
  ctx: RequestContext,
  ledger: Ledger,
  postings: readonly P[],
): Promise<readonly P[]> {
  const links = Object.entries(ledger.dimensions).flatMap(([name, field]) =>
    field.type === "link" && ctx.access.can(field.to, "read") ? [[name, field.to] as const] : [],
  );
  const entries = postings.flatMap((posting) => posting.entries);
  const titles = new Map(
    await Promise.all(
      links.map(async ([name, to]) => [name, await titlesOf(documents, ctx, to, idsIn(entries, name))] as const),
    ),
  );
  const expand = (entry: Entry): Entry => {
    const expanded = links.flatMap(([name]) => {
      const id = entry[name];
      return typeof id === "string" ? [[name, { id, title: titles.get(name)?.get(id) ?? null }] as const] : [];
    });
    return { ...entry, $expanded: Object.fromEntries(expanded) };
  };
  return postings.map((posting) => ({ ...posting, entries: posting.entries.map(expand) }));
}

function idsIn(entries: readonly Entry[], name: string): readonly string[] {
  const ids = entries.map((entry) => entry[name]).filter((id): id is string => typeof id === "string");
  return [...new Set(ids)].slice(0, LIMIT_MAX);
}

export async function titlesOf(
  documents: Documents,
  ctx: RequestContext,
  doctype: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map();
  const page = await documents.list(ctx, doctype, {
    fields: ["$title"],
    filter: { field: "id", op: "in", value: ids },
    limit: LIMIT_MAX,
  });
  return new Map(page.items.map((item) => [item.id, typeof item["$title"] === "string" ? item["$title"] : null]));
}
