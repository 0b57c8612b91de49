import type { Field, Ledger } from "../../contract/index.ts";
import { LIMIT_MAX } from "../../database/index.ts";
import type { Documents, JsonValue, RequestContext } from "../../documents/index.ts";

type Entry = Readonly<Record<string, JsonValue>>;
interface WithEntries {
  readonly entries: readonly Entry[];
}

/** What a link dimension of an entry points to. */
interface Target {
  readonly doctype: string;
  readonly id: string;
}

/** Adds `$expanded` to each entry: id and title of what its links and dynamic links point to, where the person may read it. */
export async function withDimensionTitles<P extends WithEntries>(
  documents: Documents,
  ctx: RequestContext,
  ledger: Ledger,
  postings: readonly P[],
): Promise<readonly P[]> {
  const links = Object.entries(ledger.dimensions).filter(([, { type }]) => type === "link" || type === "dynamic_link");
  const targetsIn = (entry: Entry) =>
    links.flatMap(([name, field]) => {
      const target = targetOf(field, entry[name]);
      return target && ctx.access.can(target.doctype, "read") ? [[name, target] as const] : [];
    });
  const all = postings.flatMap(({ entries }) =>
    entries.flatMap((entry) => targetsIn(entry).map(([, target]) => target)),
  );
  const doctypes = [...new Set(all.map(({ doctype }) => doctype))];
  const titles = new Map(
    await Promise.all(
      doctypes.map(async (doctype) => [doctype, await titlesOf(documents, ctx, doctype, idsOf(all, doctype))] as const),
    ),
  );
  const expand = (entry: Entry): Entry => {
    const expanded = targetsIn(entry).map(([name, { doctype, id }]) => {
      return [name, { id, title: titles.get(doctype)?.get(id) ?? null }] as const;
    });
    return { ...entry, $expanded: Object.fromEntries(expanded) };
  };
  return postings.map((posting) => ({ ...posting, entries: posting.entries.map(expand) }));
}

function targetOf(field: Field, value: JsonValue | undefined): Target | undefined {
  if (field.type === "link") return typeof value === "string" ? { doctype: field.to, id: value } : undefined;
  if (typeof value !== "object" || value === null || !("type" in value)) return undefined;
  return { doctype: String(value["type"]), id: String(value["id"]) };
}

const idsOf = (targets: readonly Target[], wanted: string): readonly string[] =>
  [...new Set(targets.filter(({ doctype }) => doctype === wanted).map(({ id }) => id))].slice(0, LIMIT_MAX);

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
