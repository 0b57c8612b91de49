import type { Ledger } from "../../contract/index.ts";
import type { Documents, JsonValue, RequestContext } from "../../documents/index.ts";
import { targetOf, titlesOfTargets } from "./linked-titles.ts";

type Entry = Readonly<Record<string, JsonValue>>;
interface WithEntries {
  readonly entries: readonly Entry[];
}

/** Adds `$expanded` to each entry: id and title of what its links and dynamic links point to, where the person may read it. */
export async function withDimensionTitles<P extends WithEntries>(
  documents: Documents,
  ctx: RequestContext,
  ledger: Ledger,
  postings: readonly P[],
): Promise<readonly P[]> {
  const targetsIn = (entry: Entry) =>
    Object.entries(ledger.dimensions).flatMap(([name, field]) => {
      const target = targetOf(field, entry[name]);
      return target && ctx.access.can(target.doctype, "read") ? [[name, target] as const] : [];
    });
  const all = postings.flatMap(({ entries }) => entries.flatMap(targetsIn).map(([, target]) => target));
  const titles = await titlesOfTargets(documents, ctx, all);
  const expand = (entry: Entry): Entry => {
    const expanded = targetsIn(entry).map(([name, { id }]) => [name, { id, title: titles.get(id) ?? null }] as const);
    return { ...entry, $expanded: Object.fromEntries(expanded) };
  };
  return postings.map((posting) => ({ ...posting, entries: posting.entries.map(expand) }));
}
